"""What pages bring to a build."""

from publishing.contributions import Contribution

from .addresses import public_paths
from .seasons import now_in_season
from .token_values import unchanging


class Pages(Contribution):
    def addresses(self):
        return public_paths()

    def while_rendering(self):
        return unchanging()

    def of_today(self, snapshot):
        return now_in_season(snapshot)
