"""For every week: mail everybody what waits on her desk. Without EMAIL_URL it only shows it.

The letter names neither the site nor the address of the admin: mail is read on
telephones, and by others than the one it was sent to.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string
from django.utils import timezone

from desk import dashboard
from publishing.editions.review import waiting_for


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        shared = {
            "due": dashboard.due(timezone.localdate()),
            "links": dashboard.broken_links(),
            "unpublished": dashboard.unpublished(),
        }
        languages = {language.code: language for language in dashboard.languages()}
        if not settings.EMAIL_URL:
            self.stdout.write(letter(shared, languages.values()))
            self.stdout.write("EMAIL_URL is not set: nothing was sent.")
            return
        readers = dashboard.readers()
        for user in readers:
            own = [languages[code] for code in dashboard.languages_for(user)]
            text = letter({**shared, "waiting": waiting_for(user)}, own)
            send_mail("Beheer: wat er ligt", text, None, [user.email])
        self.stdout.write(f"{len(readers)} letters sent.")


def letter(shared: dict, languages) -> str:
    return render_to_string("desk/digest.txt", {**shared, "languages": languages})
