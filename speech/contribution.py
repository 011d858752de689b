"""What reading aloud brings to a build."""

from publishing.contributions import Contribution

from . import build_addition
from .after_publication import begin_if_wanted
from .player_data import Known


class Sound(Contribution):
    def fingerprint(self):
        return Known.now().fingerprint()

    def add(self, manifest, folder, store, progress):
        build_addition.add(manifest, folder, store, progress)

    def after_publication(self):
        begin_if_wanted()
