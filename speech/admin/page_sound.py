"""What a listener has before her: a page's sentences, and how far its sound is."""

from collections.abc import Iterable
from dataclasses import dataclass

from speech.audio import tracks
from speech.audio.tracks import Track
from speech.models import Recording
from speech.names import block_of, clips_signed, track_of
from speech.player_data import (
    Known,
    Version,
    allowed,
    blocks,
    clips_of,
    sound,
    whole,
)
from speech.synthesis import LivePages, unheard
from speech.text.page_text import Sentence


@dataclass(frozen=True)
class Row:
    """A block of the page: what it says, and what can be heard of it.

    unheard: sentences nobody approved in this voice yet; start: its second in the track
    """

    text: str
    digest: str
    unheard: int
    voiceless: bool  # no voice speaks its language
    recording: Recording | None
    start: float | None = None

    @property
    def is_new(self) -> bool:
        """Whether it waits for somebody to listen."""
        if self.recording:
            return not self.recording.approved_on
        return bool(self.unheard)

    @property
    def state(self) -> str:
        if self.recording:
            return "opname: nog beluisteren" if self.is_new else "opname"
        if self.voiceless:
            return "geen stem voor deze taal"
        return "nog beluisteren" if self.unheard else "goedgekeurd"


@dataclass(frozen=True)
class Desk:
    """A page as its listener finds it.

    track: what can be listened to, if it was made; new: what one signs for after
    listening to that track; heard: how many sentences have sound that was approved
    """

    path: str
    rows: list[Row]
    track: Track | None
    new: list[tuple[Sentence, str]]
    sentences: int
    heard: int
    is_enough: bool
    is_offered: bool

    @property
    def unheard(self) -> int:
        return sum(row.unheard for row in self.rows if not row.recording)

    @property
    def can_be_made(self) -> bool:
        return not all(row.voiceless for row in self.rows)

    @property
    def digest(self) -> str:
        """Of what one signs for: other words or another voice must be heard anew."""
        return digest(self.new)


def desk(path: str, pages: LivePages, known: Known) -> Desk:
    """Raises KeyError for an address that is no page."""
    sentences = pages.read(path)
    digests = [block_of(block) for block in blocks(sentences)]
    recorded = {
        recording.block: recording
        for recording in Recording.objects.filter(block__in=digests)
    }
    version = whole(sentences, known)
    track = tracks.find(track_of(version.pieces)) if version.pieces else None
    starts = _starts(sentences, version, track)
    rows = [
        _row(block, recorded.get(digest), known, starts.get(block[0].block))
        for block, digest in zip(blocks(sentences), digests, strict=True)
    ]
    heard = allowed(sentences, known, known.recordings)
    in_track = {piece.clip for piece in version.pieces}
    new = [pair for pair in unheard(sentences, known) if pair[1] in in_track]
    return Desk(
        path,
        rows,
        track,
        new,
        len(sentences),
        heard.sounding,
        heard.is_enough(),
        sound(sentences, known) is not None,
    )


@dataclass(frozen=True)
class New:
    """A sentence nobody approved yet. pages: where it stands, the first one first."""

    sentence: Sentence
    clip: str
    pages: list[str]


def new_sentences(language: str, pages: LivePages, known: Known) -> list[New]:
    """All of a language that nobody heard yet, each once; what stands on most pages
    first: it silences most."""
    by_clip: dict[str, New] = {}
    for path in pages.paths(language):
        for sentence, clip in unheard(pages.read(path), known):
            if sentence.language == language:
                by_clip.setdefault(clip, New(sentence, clip, [])).pages.append(path)
    return sorted(by_clip.values(), key=lambda new: -len(new.pages))


def digest(pairs: Iterable[tuple[Sentence, str]]) -> str:
    return clips_signed(clip for _, clip in pairs)


def _starts(sentences, version: Version, track: Track | None) -> dict[int, float]:
    """At which second each block begins, by its number."""
    starts: dict[int, float] = {}
    if track and len(track.marks) == len(version.pieces):
        for sentence, mark in zip(sentences, version.marks(track), strict=True):
            if mark:
                starts.setdefault(sentence.block, mark[0] / 1000)
    return starts


def _row(
    block: list[Sentence],
    recording: Recording | None,
    known: Known,
    start: float | None,
) -> Row:
    clips = [clip for _, clip in clips_of(block, known)]
    return Row(
        " ".join(sentence.text for sentence in block),
        block_of(block),
        sum(clip not in known.approvals for clip in clips),
        not clips,
        recording,
        start,
    )
