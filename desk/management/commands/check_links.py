"""Ask every web address of the directory, the sources and the exits whether it answers.

Exits with 1 when some are broken or have moved. Where nothing at all answers, it is our
own network that is down: said, and no alarm. The desk shows what was found.
"""

import sys

from django.core.management.base import BaseCommand
from django.db import transaction

from desk.models import CheckedLink
from directory.link_check import Answer, Link, check
from directory.models import ContactMethod, Country
from editorial.models import Source
from languages.offered import LANGUAGES


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        links = []
        for link in check(addresses()):
            links.append(link)
            if link.answer != Answer.GOOD:
                self.stdout.write(f"{link.answer:7} {link.url} {link.detail}")
        if links and all(link.answer == Answer.SILENT for link in links):
            self.stdout.write("Nothing answers: no network. Nothing was judged.")
            return
        remember(links)
        wrong = [link for link in links if link.answer != Answer.GOOD]
        self.stdout.write(f"{len(links)} addresses, {len(wrong)} to look at.")
        if wrong:
            sys.exit(1)


@transaction.atomic
def remember(links: list[Link]) -> None:
    """For the desk, until the next time; what is no longer asked is forgotten."""
    CheckedLink.objects.all().delete()
    CheckedLink.objects.bulk_create(
        CheckedLink(url=link.url, answer=link.answer, detail=link.detail[:500])
        for link in links
    )


def addresses() -> set[str]:
    urls = {language.decoy for language in LANGUAGES.values()}
    for model in (ContactMethod, Source, Country):
        urls |= set(model.objects.exclude(url="").values_list("url", flat=True))
    return {url for url in urls if url.startswith("http")}
