"""A build beside the one that visitors see: which pages differ, how, and what is wrong."""

from django.conf import settings

from editorial.working_language import dutch_name
from publishing.build import live
from publishing.build.budget import budget, findings, weight
from publishing.build.page_changes import changed_pages, difference
from publishing.build.store import Manifest, Store
from publishing.editions.changes import Records
from publishing.editions.proposals import MOST
from publishing.editions.sensitivity import pages_of
from publishing.models import Proposal

OWN = "Hier verandert de tekst zelf"


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
                "path": page.path,
                "address": page.path.lstrip("/"),
                "is_new": page.before is None,
                "is_gone": page.after is None,
                **self.weights(page.path),
            }
            for page in changed_pages(self.live, self.new)
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
            *(self.store.blob(page.blob, "") if page else b"" for page in pages)
        )

    def page(self, path: str) -> bytes | None:
        answer = self.new.pages.get(path)
        return answer and self.store.blob(answer.blob, "")


def own_addresses(proposal: Proposal, after: Records) -> set[str]:
    """The last part of the address of every page whose own words are in the proposal.

    A country has one as well as a page: both are found by their number.
    """
    addresses = set()
    for change in proposal.all_changes:
        for key in {change.key, *pages_of(change.key, after)}:
            fields = after.get(key) or change.before or {}
            addresses.add(str(fields.get("number") or fields.get("slug") or ""))
    return addresses - {""}


def grouped(pages: list[dict], own: set[str]) -> list[tuple[str, list[dict]]]:
    """Under a heading each: pages whose own text changes, then the others by language."""
    groups = {OWN: []}
    for page in pages:
        language, _, rest = page["address"].partition("/")
        name = OWN
        if rest.rstrip("/") not in own:
            name = f"Ook anders in het {dutch_name(language)}"
        groups.setdefault(name, []).append(page)
    return [(name, members) for name, members in groups.items() if members]
