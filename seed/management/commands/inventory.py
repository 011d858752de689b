"""List what of the checklist is not yet on the site, per source."""

from collections import Counter
from itertools import groupby

from django.core.management.base import BaseCommand

from seed import inventory
from seed.files import loading


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("source", nargs="?", help="only this source, e.g. S0")

    def handle(self, *args, source=None, **options):
        items = [
            item
            for item in inventory.items(loading.load())
            if source in (None, item.source)
        ]
        for name, group in groupby(items, key=lambda item: item.source):
            self.stdout.write(name)
            for item in group:
                if item.standing != inventory.Standing.COVERED or item.reason:
                    reason = f" ({item.reason})" if item.reason else ""
                    self.stdout.write(
                        f"  {item.standing} {item.key} {item.kind} {item.what}{reason}"
                    )
        count = Counter(item.standing for item in items)
        self.stdout.write(
            ", ".join(
                f"{standing} {count[standing]}" for standing in inventory.Standing
            )
        )
