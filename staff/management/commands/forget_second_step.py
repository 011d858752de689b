"""For the last administrator who lost phone and codes: set the second step up anew."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from staff.login.second_step import forget_second_step


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *args, username, **options):
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is nobody called {username}.")
        forget_second_step(user)
        self.stdout.write(f"{username} links a phone at the next login.")
