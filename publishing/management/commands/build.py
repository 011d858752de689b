"""Render an edition with the code as deployed, and let visitors see it.

For after a deploy: the words stay those of the edition. Does nothing if that build
is live already.
"""

from django.core.management.base import CommandError

from publishing.commands import PublishingCommand
from publishing.models import Edition


class Command(PublishingCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--edition", type=int, help="its number; else the newest")

    def handle(self, *args, **options):
        editions = Edition.objects.all()
        if options["edition"]:
            editions = editions.filter(number=options["edition"])
        if not editions:
            raise CommandError("There is no such edition. `publish` makes one.")
        self.publish(editions[0] if options["edition"] else None)
