"""Write what visitors see as a tree of files, for nginx or Caddy to serve (docs/operating.md).

With EXPORT_TO set every publication does this by itself. Does nothing where the tree is that
of the live build already.
"""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from publishing.build import live
from publishing.serve import export


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []  # what it copies was checked when it was built

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, help="else EXPORT_TO")

    def handle(self, *args, **options):
        folder = options["folder"] or settings.EXPORT_TO
        if not folder:
            raise CommandError("Where to? Name a folder, or set EXPORT_TO.")
        with live.alone() as store:
            build = live.live_build()
            if not build:
                raise CommandError("Nothing was ever published.")
            try:
                is_news = export.export(folder, store, build)
            except (OSError, ValueError, KeyError, TypeError) as error:
                raise CommandError(f"The export failed: {error}") from error
        self.stdout.write(f"{folder / export.LIVE} shows build {build}.")
        if is_news:
            self.stdout.write("The headers are others: reload nginx or Caddy.")
