"""List what somebody should have looked at again. Exits with 1 if there is any."""

import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.upkeep import overdue


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        found = overdue(timezone.localdate())
        for it in found:
            self.stdout.write(f"{it.due}  {it.what:32} {it.why}")
        self.stdout.write(f"{len(found)} na te kijken.")
        if found:
            sys.exit(1)
