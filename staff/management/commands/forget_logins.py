"""For every night: forget wrong attempts to log in, and sessions that ended.

Attempts are kept LOGIN_RECORDS_DAYS days (7 when unset), to see whether somebody is
guessing; a name, a time and a browser's name, no address.
"""

from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        before = timezone.now() - timedelta(days=settings.LOGIN_RECORDS_DAYS)
        forgotten, _ = AccessAttempt.objects.filter(attempt_time__lt=before).delete()
        call_command("clearsessions")
        self.stdout.write(f"{forgotten} attempts forgotten.")
