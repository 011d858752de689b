"""Compare the ministry's travel advice with our countries; --save marks what changed.

Reads a folder of XML files, or the ministry's feed. Never publishes, never changes a
number: an editor does, and then empties "na te kijken sinds". Exits with 1 when
somebody must look: a file that is broken, or a country that differs.
"""

import sys
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from directory.country_import import Standing, from_feed, from_folder, look, store
from directory.models import Country
from directory.travel_advice import AdviceError


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, help="else the feed itself")
        parser.add_argument("--only", nargs="+", metavar="CODE", help="as: ma so")
        parser.add_argument(
            "--save", action="store_true", help="else nothing is stored"
        )

    def handle(self, *args, folder, only, save, **options):
        if folder and not folder.is_dir():
            raise CommandError(f"{folder} is geen map.")
        try:
            fetch = from_folder(folder) if folder else from_feed()
        except AdviceError as error:
            raise CommandError(error) from error
        counts = Counter()
        for country in self._countries(only):
            finding = look(country, fetch)
            counts[finding.standing] += 1
            self._tell(finding)
            if save:
                store(finding, timezone.localdate())
        self.stdout.write(
            ", ".join(f"{standing}: {counts[standing]}" for standing in Standing)
        )
        if not save:
            self.stdout.write("Er is niets bewaard. Met --save wel.")
        if counts[Standing.REVIEW] or counts[Standing.BROKEN]:
            sys.exit(1)

    def _countries(self, only):
        countries = Country.objects.prefetch_related("numbers")
        if unknown := set(only or ()) - {country.key for country in countries}:
            raise CommandError(f"Onbekend land: {', '.join(sorted(unknown))}.")
        return [country for country in countries if not only or country.key in only]

    def _tell(self, finding):
        if finding.standing in (Standing.REVIEW, Standing.BROKEN):
            self.stdout.write(f"{finding.country} ({finding.standing})")
            for line in finding.lines:
                self.stdout.write(f"    {line}")
