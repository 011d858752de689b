"""List what somebody should have looked at again. Exits with 1 if there is any."""

import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.upkeep import overdue


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        records = overdue(timezone.localdate())
        for record in records:
            self.stdout.write(f"{record.due}  {record.what:32} {record.why}")
        self.stdout.write(f"{len(records)} na te kijken.")
        if records:
            sys.exit(1)
