"""Make an edition of the working copy, build it and let visitors see it.

The operator's way: all that is saved goes. Contacts, law and safety among it are listed
in the admin for somebody to read afterwards. With --due: what editors planned for now.
"""

from django.core.management.base import CommandError
from django.utils import timezone

from editorial.proofreading import problems_now
from publishing.build import live
from publishing.build.builder import BuildError
from publishing.commands import PublishingCommand
from publishing.editions import proposals, snapshot
from publishing.models import Edition


class Command(PublishingCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--note", default="", help="what changed, and why")
        parser.add_argument(
            "--due",
            action="store_true",
            help="only what editors planned for now; for every minute",
        )
        parser.add_argument(
            "--if-none",
            action="store_true",
            help="only if there is no edition yet; the newest one is built all the same",
        )

    def handle(self, *args, **options):
        if options["due"]:
            return self.carry_out_due()
        newest, seen = Edition.objects.first(), live.seen_now()
        if not (newest and options["if_none"]):
            self.refuse_mistakes()
            made = live.make_edition(options["note"] or "gepubliceerd op de server")
            state = "as it was; nothing changed since" if made == newest else "made"
            self.stdout.write(f"Edition {made.number}: {state}.")
            if made != newest:
                proposals.log_emergency(seen, made, "gepubliceerd op de server")
        elif snapshot.digest(snapshot.take()) != newest.digest:
            self.stdout.write(
                f"What is saved differs from edition {newest.number}: "
                "choose it in the admin, or `make publish` shows all of it."
            )
        self.publish()

    def carry_out_due(self):
        """Every planned proposal whose moment has come. One that fails waits for people."""
        failed = 0
        for proposal in proposals.due(timezone.now()):
            try:
                edition = proposals.carry_out(proposal, self.progress)
            except (proposals.Refused, BuildError, OSError) as error:
                failed += 1
                proposal.failure = str(error)
                proposal.save(update_fields=["failure"])
                self.stderr.write(f"Proposal {proposal.pk}: {error}")
            else:
                self.stdout.write(f"Proposal {proposal.pk} is live: {edition}.")
        if failed:
            raise CommandError(f"{failed} planned proposals could not be published.")

    def refuse_mistakes(self):
        """The rules of the files and the admin's forms, over the whole working copy."""
        if mistakes := list(problems_now()):
            for entry, field, language, message in mistakes:
                self.stderr.write(f"{entry.key}: {field} ({language}): {message}")
            raise CommandError(
                f"{len(mistakes)} mistakes in the texts; nothing was published."
            )
