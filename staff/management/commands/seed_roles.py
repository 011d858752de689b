"""Make every role hold exactly what it may. Safe to run again and again."""

from django.core.management.base import BaseCommand

from staff.roles import ROLES, seed_roles


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        seed_roles()
        self.stdout.write(f"{len(ROLES)} roles as they should be.")
