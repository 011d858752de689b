"""For every night, and before the first edition: say on the site what was not checked in time, and change nothing else.

Marks the working copy, and publishes an edition of what visitors see now with only the
marks changed: an editor's unfinished work stays unpublished. Where no mark changed it
builds that edition anew if the season turned (content/seasons.py), else does nothing.
"""

from django.utils import timezone

from directory.upkeep import mark_overdue, mark_working_copy
from publishing.build import live
from publishing.build.live import seen_now
from publishing.commands import PublishingCommand
from publishing.editions.urgent import edition_with


class Command(PublishingCommand):
    help = __doc__

    def handle(self, *args, **options):
        today = timezone.localdate()
        mark_working_copy(today)
        now = seen_now()
        if now is None:
            self.stdout.write("Nothing is published yet.")
            return
        text, changed = mark_overdue(now.snapshot, today)
        self.stdout.write(f"{changed} marks changed.")
        note = "Bijgehouden: wat niet op tijd is nagekeken"
        if changed:
            self.publish(edition_with(lambda snapshot: text, note))
        elif live.live_build():
            self.publish(now)
