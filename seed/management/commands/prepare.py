"""Everything a start of the site needs, in one process: tables, seed, roles, files, an edition.

Safe to run again and again: `make run` and the image do so at every start.
"""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from publishing.build import live
from seed import tables

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
        if live.is_stranded():  # before there are tables in a database nobody meant
            raise CommandError(live.STRANDED)
        if tables.are_of_another_version():
            raise CommandError(
                "The database was made by another version of this code and is left as it "
                "is: start that version, or point VAR_DIR or DATABASE_URL at a new one."
            )
        for name, choices in STEPS:
            call_command(name, **choices, stdout=self.stdout, stderr=self.stderr)
