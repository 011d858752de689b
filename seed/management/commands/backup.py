"""Write everything that cannot be made again to one file: texts, editions, history, people.

Keep it as you would keep a key: anyone who has it can pass the second step of logging in.
"""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from seed.backup import backup


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="as: backup-2026-11-22.tar.gz")

    def handle(self, *args, file, **options):
        if settings.BASE_DIR in file.resolve().parents:
            self.stderr.write(
                f"{file} lies in the folder of the code. It holds secrets: keep it elsewhere."
            )
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            about = backup(file)
        except OSError as error:
            raise CommandError(f"No backup was made: {error}") from error
        size = file.stat().st_size
        self.stdout.write(f"{file}: {size} bytes, edition {about['live_edition']}.")
