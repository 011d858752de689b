"""Make an edition of the working copy, build it and let visitors see it."""

from django.core.management.base import CommandError

from editorial.proofreading import problems_now
from publishing import live
from publishing.commands import PublishingCommand
from publishing.models import Edition


class Command(PublishingCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--note", default="", help="what changed, and why")
        parser.add_argument(
            "--if-none",
            action="store_true",
            help="only if there is no edition yet; the newest one is built all the same",
        )

    def handle(self, *args, **options):
        newest = Edition.objects.first()
        if not (newest and options["if_none"]):
            self.refuse_mistakes()
            made = live.make_edition(options["note"] or "gepubliceerd op de server")
            state = "as it was; nothing changed since" if made == newest else "made"
            self.stdout.write(f"Edition {made.number}: {state}.")
        self.publish()

    def refuse_mistakes(self):
        """The rules of the files and the admin's forms, over the whole working copy."""
        if found := list(problems_now()):
            for entry, field, language, message in found:
                self.stderr.write(f"{entry.key}: {field} ({language}): {message}")
            raise CommandError(
                f"{len(found)} mistakes in the texts; nothing was published."
            )
