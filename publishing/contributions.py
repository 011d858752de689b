"""What apps above this one bring to a build. Each registers it when it is ready."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .build.store import Manifest, Store

Progress = Callable[[int, int, str], None]  # done, total, what is being done


class Contribution:
    """Nothing, in every respect; an app overrides what it brings."""

    def addresses(self) -> Iterable[str]:
        """Public addresses that a build must hold."""
        return ()

    def while_rendering(self) -> AbstractContextManager:
        """A context in which all pages of a build are rendered."""
        return nullcontext()

    def of_today(self, snapshot: str) -> str:
        """What of an edition depends on the day: one more reason to build it anew."""
        return ""

    def fingerprint(self) -> str:
        """Changes when what `add` adds does: then the same edition is built anew."""
        return ""

    def add(
        self, manifest: "Manifest", folder: Path, store: "Store", progress: Progress
    ) -> None:
        """Put into a build what it holds besides pages."""

    def after_publication(self) -> None:
        """What follows a publication. Nobody waits for it."""


contributions: list[Contribution] = []


def register(contribution: Contribution) -> None:
    contributions.append(contribution)
