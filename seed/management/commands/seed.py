"""Put the seed files in the database. Safe to run again and again."""

from django.core.management.base import BaseCommand, CommandError

from seed import applying
from seed.files import loading
from seed.proofreading import validation


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []  # it does its own, and says it shorter

    def handle(self, *args, **options):
        seed = loading.load()
        if problems := validation.check(seed):
            for problem in problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(problems)} problems; nothing was changed.")
        report = applying.apply(seed)
        counts = report.counts
        self.stdout.write(
            f"{counts['new']} new, {counts['changed']} changed, {counts['same']} as they were."
        )
        for kept in report.kept:
            self.stdout.write(f"left alone, an editor changed it: {kept}")
