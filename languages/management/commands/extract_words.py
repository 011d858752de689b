"""Gather the interface words of templates and code into locale/*/LC_MESSAGES/django.po.

Babel does the work, so no system package is needed; Django's own makemessages
wants GNU gettext. Words already translated keep their translation.
"""

from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.template import templatize

from languages.offered import CODES

KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "pgettext": ((1, "c"), 2),
    "ngettext": (1, 2),
    "_": None,
}
CODE = (
    "achterlating_site",
    "content",
    "directory",
    "editorial",
    "publishing",
    "safety",
)


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        template = catalogue()
        for code in CODES:
            path = settings.LOCALE_PATHS[0] / code / "LC_MESSAGES" / "django.po"
            known = (
                read_po(path.open("rb"), locale=code)
                if path.exists()
                else Catalog(code, fuzzy=False)  # fuzzy ones are not compiled
            )
            known.update(template, no_fuzzy_matching=True)
            known.obsolete.clear()
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(
                    file,
                    known,
                    width=0,
                    no_location=True,
                    omit_header=False,
                    sort_output=True,
                )
            missing = [
                message.id for message in known if message.id and not message.string
            ]
            self.stdout.write(
                f"{code}: {len(known)} words, {len(missing)} without translation"
            )


def catalogue() -> Catalog:
    """Every interface word in use, without translations."""
    messages = Catalog()
    folders = [*settings.TEMPLATES[0]["DIRS"], settings.BASE_DIR / "desk"]
    for path in sorted(
        template for folder in folders for template in folder.rglob("*.html")
    ):
        source = templatize(path.read_text(), origin=path.name)
        _add(messages, source.encode())
    for app in CODE:
        for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
            _add(messages, path.read_bytes())
    return messages


def _add(catalogue: Catalog, source: bytes) -> None:
    for _, ids, comments, context in extract(
        "python", BytesIO(source), keywords=KEYWORDS, comment_tags=("Translators",)
    ):
        catalogue.add(ids, auto_comments=comments, context=context)
