"""Write what a proxy shows when the site does not answer: the way out and whom to call.

One page a language, and one for the admin, in VAR_DIR/proxy. `prepare` does it at every
start; deploy/nginx.conf sends them.
"""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template import loader
from django.utils import translation

from languages.offered import LANGUAGES
from publishing.build.store import write


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        folder = settings.VAR_DIR / "proxy"
        for code, language in LANGUAGES.items():
            with translation.override(code):
                words = loader.get_template("content/error_plain.html")
                html = words.render({"language": language})
            write(folder / f"{code}.html", html.encode())
        html = loader.get_template("admin/staff/unreachable.html").render()
        write(folder / "admin.html", html.encode())
