"""What the commands `publish` and `build` share: building, and telling about it."""

import time
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError

from publishing.build import live
from publishing.build.builder import BuildError
from publishing.models import Edition


class PublishingCommand(BaseCommand):
    requires_system_checks = []  # each page is checked as it is rendered

    def publish(
        self,
        choose: Edition | Callable[[], Edition] | None = None,
        remember: live.Log | None = None,
    ) -> None:
        """As `live.publish`, and tell about it. Exits with 1 if it fails."""
        before, began = live.live_build(), time.monotonic()
        try:
            made = live.publish(choose, self.progress, remember)
        except (BuildError, OSError) as error:
            kept = (
                "What visitors see has not changed." if before else "Nothing is live."
            )
            raise CommandError(f"The build failed: {error}\n{kept}") from error
        shown, pages = live.seen_now(), len(made.manifest.answers)
        number = shown and shown.number
        if made.build == before:
            self.stdout.write(f"Edition {number} is live already; nothing to do.")
            return
        self.stdout.write(
            f"Edition {number} is live: {pages} answers, {made.bodies} of them new, "
            f"in {time.monotonic() - began:.1f} s (build {made.build})."
        )

    def progress(self, done: int, total: int, what: str) -> None:
        """Each step on a terminal, in place; a line every quarter elsewhere."""
        line = f"{done:>5} of {total}  {what}"
        if self.stdout.isatty():
            self.stdout.write(f"\r\x1b[K{line}", ending="\n" if done == total else "")
            self.stdout.flush()
        elif done == total or done * 4 // total != (done - 1) * 4 // total:
            self.stdout.write(line)
