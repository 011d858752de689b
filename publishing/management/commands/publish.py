"""Make an edition of the working copy, build it and let visitors see it.

The operator's way: all that is saved goes. Contacts, law and safety among it are listed
in the admin for somebody to read afterwards. With --due: what editors planned for now.
"""

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from editorial.proofreading import problems_now
from publishing.build import live
from publishing.build.builder import BuildError
from publishing.commands import PublishingCommand
from publishing.editions import proposals, snapshot
from publishing.models import Edition
from publishing.serve import export


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
        if live.is_stranded():
            raise CommandError(live.STRANDED)
        if options["if_none"] and (seen := live.seen_now()):
            if snapshot.digest(snapshot.take()) != seen.digest:
                self.stdout.write(
                    f"What is saved differs from edition {seen.number}: "
                    "choose it in the admin, or `make publish` shows all of it."
                )
            return self.publish()
        self.refuse_mistakes()
        self.publish_all(options["note"] or "gepubliceerd op de server")

    def publish_all(self, note: str):
        """The working copy; what asks for a second person is listed for one."""
        seen = None

        def choose() -> Edition:
            nonlocal seen
            seen = live.seen_now()
            return Edition.objects.draft(snapshot.take(), note)

        def remember(edition: Edition) -> None:
            state = "as it was; nothing changed since" if edition == seen else "made"
            self.stdout.write(f"Edition {edition.number}: {state}.")
            if edition != seen:
                proposals.log_emergency(seen, edition, "gepubliceerd op de server")

        self.publish(choose, remember)

    def carry_out_due(self):
        """Every planned proposal whose moment has come. One that fails waits for people."""
        self.catch_up()
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

    def catch_up(self):
        """Where the last publication was killed before its tree of files was there."""
        if settings.EXPORT_TO is None:
            return
        if export.is_current(settings.EXPORT_TO, live.live_build()):
            return
        with live.alone() as store:
            export.follow(store, live.live_build())

    def refuse_mistakes(self):
        """The rules of the files and the admin's forms, over the whole working copy."""
        if mistakes := list(problems_now()):
            for entry, field, language, message in mistakes:
                self.stderr.write(f"{entry.key}: {field} ({language}): {message}")
            raise CommandError(
                f"{len(mistakes)} mistakes in the texts; nothing was published."
            )
