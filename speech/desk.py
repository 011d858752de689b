"""What a listener has before her: a page's sentences, and how far its sound is."""

from dataclasses import dataclass

from . import tracks
from .building import LivePages
from .models import Recording
from .offers import Known, Version, block_digest, blocks, clips_of, sound, versions
from .reading import Sentence
from .tracks import Track


@dataclass(frozen=True)
class Row:
    """A block of the page: what it says, and what can be heard of it."""

    text: str
    digest: str
    unheard: int  # sentences nobody approved in this voice yet
    voiceless: bool  # no voice speaks its language
    recording: Recording | None

    @property
    def state(self) -> str:
        if self.recording:
            return "opname" if self.recording.approved_on else "opname: nog beluisteren"
        if self.voiceless:
            return "geen stem voor deze taal"
        return "nog beluisteren" if self.unheard else "goedgekeurd"


@dataclass(frozen=True)
class Desk:
    """A page as its listener finds it. track: what can be listened to, if it was made."""

    path: str
    rows: list[Row]
    version: Version
    track: Track | None
    is_offered: bool

    @property
    def unheard(self) -> int:
        return sum(row.unheard for row in self.rows if not row.recording)


def desk(path: str, pages: LivePages, known: Known) -> Desk:
    """Raises KeyError for an address that is no page."""
    sentences = pages.read(path)
    digests = [block_digest(block) for block in blocks(sentences)]
    recorded = {it.block: it for it in Recording.objects.filter(block__in=digests)}
    rows = [
        _row(block, recorded.get(digest), known)
        for block, digest in zip(blocks(sentences), digests, strict=True)
    ]
    version = versions(sentences, known)[0]
    track = tracks.find(tracks.track_of(version.pieces)) if version.pieces else None
    return Desk(path, rows, version, track, sound(sentences, known) is not None)


def _row(block: list[Sentence], recording: Recording | None, known: Known) -> Row:
    clips = [clip for _, clip in clips_of(block, known)]
    return Row(
        " ".join(it.text for it in block),
        block_digest(block),
        sum(clip not in known.approvals for clip in clips),
        not clips,
        recording,
    )
