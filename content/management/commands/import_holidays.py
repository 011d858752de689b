"""Compare the government's list of school holidays with ours; --save takes it over.

Reads a file of that list, or the list itself. Never publishes: what was saved waits for an
editor, as her own changes do. Exits with 1 when something differs or cannot be read.
"""

import sys
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from content.holiday_feed import (
    FeedError,
    Standing,
    compare,
    fetch,
    parse,
    read_file,
    store,
)


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="else the list itself")
        parser.add_argument(
            "--save", action="store_true", help="else nothing is stored"
        )

    def handle(self, *args, file, save, **options):
        try:
            findings = compare(parse(read_file(file) if file else fetch()))
        except FeedError as error:
            raise CommandError(f"{file or 'De lijst'} {error}") from error
        counts = Counter(finding.standing for finding in findings)
        for finding in findings:
            if finding.standing != Standing.SAME:
                self.stdout.write(f"{finding.standing}: {finding}")
        if save:
            store(findings, timezone.localdate())
        self.stdout.write(
            ", ".join(f"{standing}: {counts[standing]}" for standing in Standing)
        )
        if not save:
            self.stdout.write("Er is niets bewaard. Met --save wel.")
        if counts[Standing.NEW] or counts[Standing.CHANGED]:
            sys.exit(1)
