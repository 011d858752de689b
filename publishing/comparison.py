"""A build beside the one that visitors see: which pages differ, how, and what is wrong."""

from django.conf import settings

from . import live
from .comparing import changed_pages, difference
from .proposals import MOST
from .store import Manifest, Store
from .weighing import budget, findings, weight


class Comparison:
    """build: one that is whole"""

    def __init__(self, build: str):
        self.store = Store(settings.PUBLISHING_ROOT)
        self.new = self.store.manifest(build)
        now = live.live_build()
        self.live = self.store.manifest(now) if self.store.is_whole(now) else Manifest()

    def pages(self) -> list[dict]:
        """The pages that change: address, language, whether new or gone, weight."""
        return [
            {
                "path": it.path,
                "address": it.path.lstrip("/"),
                "is_new": it.before is None,
                "is_gone": it.after is None,
                **self.weights(it.path),
            }
            for it in changed_pages(self.live, self.new)
        ]

    def weights(self, path: str) -> dict:
        """Bytes that a page will weigh, and the most that it may."""
        answer = self.new.pages.get(path)
        return {
            "weight": answer and weight(answer, self.store),
            "budget": budget(path),
        }

    def wrong(self) -> list[tuple[str, str]]:
        """What keeps this build from going live, as far as one wants to read."""
        return list(findings(self.new, self.live, self.store))[:MOST]

    def difference(self, path: str) -> list[tuple[str, str]]:
        pages = (manifest.pages.get(path) for manifest in (self.live, self.new))
        return difference(
            *(self.store.blob(it.blob, "") if it else b"" for it in pages)
        )

    def page(self, path: str) -> bytes | None:
        answer = self.new.pages.get(path)
        return answer and self.store.blob(answer.blob, "")
