"""What visitors saw before: kept as it was sent, or made anew from the edition's words."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from publishing.build import live
from publishing.build.store import Store
from publishing.models import Edition, Showing


@dataclass(frozen=True)
class Page:
    """made_anew: with the code of today, because the files of then are gone"""

    body: bytes
    made_anew: bool = False


def page(edition: Edition, path: str) -> Page | None:
    """What this edition answered at an address; None where it had no such page.

    Raises BuildError where the files are gone and cannot be made again.
    """
    store = Store(settings.PUBLISHING_ROOT)
    for showing in edition.showings.all():
        try:
            answer = store.archived_manifest(showing.build).pages.get(path)
            return answer and Page(store.archived_body(answer.blob))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    made = live.prepare(edition, lambda done, total, what: None)
    answer = made.manifest.pages.get(path)
    return answer and Page(store.blob(answer.blob, ""), made_anew=True)


def on(day: date) -> Edition | None:
    """The edition that visitors saw at the end of this day."""
    end = datetime.combine(day + timedelta(days=1), time.min)
    end = timezone.make_aware(end)
    showing = Showing.objects.filter(since__lt=end).select_related("edition").first()
    return showing and showing.edition
