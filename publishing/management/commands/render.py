"""Internal: render a snapshot. `build` runs it in a process of its own.

It loads the snapshot into whatever database it is given, so it insists on one in
memory, and reports on stdout how far it is: done, total and address, a line a page.
"""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from publishing.build import rendering
from publishing.build.store import Manifest
from publishing.editions import snapshot


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []  # what it makes is checked page by page

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="holds snapshot.json")

    def handle(self, *args, **options):
        if connection.settings_dict["NAME"] != ":memory:":
            raise CommandError("render needs DATABASE_URL=sqlite://:memory:")
        settings.DEBUG_PROPAGATE_EXCEPTIONS = True  # the reason, not an error page
        # tables as the models say; what migrations did to older data is of no use here
        settings.MIGRATION_MODULES = dict.fromkeys(apps.app_configs)
        call_command("migrate", run_syncdb=True, verbosity=0)
        folder = options["folder"]
        try:
            snapshot.load((folder / "snapshot.json").read_text())
            before = folder / "before.json"
            older = Manifest.parse(before.read_bytes()) if before.exists() else None
            for done, total, path in rendering.render(folder, older):
                self.stdout.write(f"{done} {total} {path}")
                self.stdout.flush()
        except rendering.RenderError as error:
            raise CommandError(error) from error
        except Exception as error:
            reason = f"the edition cannot be read: {type(error).__name__}: {error}"
            raise CommandError(reason) from error
