"""Put back what `backup` wrote, and show the edition that was live then."""

from pathlib import Path

from django.core.management.base import CommandError

from publishing.commands import PublishingCommand
from publishing.models import Edition
from seed.backup import BackupError, restore


class Command(PublishingCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="forget what is there now"
        )

    def handle(self, *args, file, replace, **options):
        try:
            about = restore(file, replace)
        except BackupError as error:
            raise CommandError(f"Nothing was restored: {error}") from error
        self.stdout.write(f"Restored as it was on {about['made_on']}.")
        if about["live_edition"]:
            self.publish(Edition.objects.get(number=about["live_edition"]))
