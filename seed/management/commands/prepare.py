"""Everything a start of the site needs, in one process: tables, seed, roles, files, an edition.

Safe to run again and again: `make run` and the image do so at every start.
"""

from django.core.management import call_command
from django.core.management.base import BaseCommand

STEPS = (
    ("migrate", {"verbosity": 0}),
    ("seed", {}),
    ("seed_roles", {}),
    ("collectstatic", {"interactive": False, "verbosity": 0}),
    ("stand_ins", {}),
    ("mark_overdue", {}),
    (
        "publish",
        {"if_none": True, "note": "Eerste uitgave, getekend als demonstratie"},
    ),
)


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []  # before there are tables they find nothing

    def handle(self, *args, **options):
        for name, choices in STEPS:
            call_command(name, **choices, stdout=self.stdout, stderr=self.stderr)
