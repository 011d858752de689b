"""Write the words of the database back to seed/texts/, so that they can be kept in git."""

from pathlib import Path

from django.core.management.base import BaseCommand

from seed.files import exporting, loading


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument(
            "--folder",
            type=Path,
            default=loading.FOLDER,
            help="holds facts/ and texts/",
        )

    def handle(self, *args, **options):
        report = exporting.export(options["folder"])
        for file in report.written:
            self.stdout.write(f"written: {file}")
        for key in report.missing:
            self.stdout.write(f"not in the files yet; write its facts: {key}")
        for key in report.gone:
            self.stdout.write(f"in the files, removed by an editor: {key}")
        self.stdout.write(f"{len(report.written)} files changed.")
