"""What a page offers to hear: what its player gets, worked out from what is approved."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from languages.offered import LANGUAGES
from speech.audio import tracks
from speech.audio.engines import Voice
from speech.audio.pcm import FORMATS
from speech.audio.tracks import Track
from speech.names import Piece, block_of, clip_of, track_of
from speech.text import pronunciation
from speech.text.page_text import Sentence, short_digest

from .models import Approval, Recording

# Of a page's sentences. Below this the device's own voice, which has all, is better.
ENOUGH = 0.8


def voices() -> dict[str, Voice]:
    """Which voice speaks which language. Raises ValueError for a wrong setting."""
    return {code: Voice.parse(text) for code, text in settings.SPEECH_VOICES.items()}


@dataclass(frozen=True)
class Known:
    """What may be heard now. recordings: by block, approved ones only."""

    voices: dict[str, Voice]
    approvals: frozenset[str] = frozenset()
    recordings: dict[str, str] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "Known":
        approved = Recording.objects.filter(approved_on__isnull=False)
        recorded = approved.values_list("block", "clip")
        return cls(
            voices(),
            frozenset(Approval.objects.values_list("clip", flat=True)),
            {block: clip for block, clip in recorded if tracks.has_clip(clip)},
        )

    def clip(self, sentence: Sentence) -> str | None:
        """The name of the sentence in its language's voice. None: no voice speaks it."""
        voice = self.voices.get(sentence.language)
        return clip_of(sentence, voice) if voice else None

    def fingerprint(self) -> str:
        """Changes when anything does that decides what is heard."""
        return short_digest(
            pronunciation.digest(),
            repr(sorted(self.voices.items())),
            repr(sorted(self.approvals)),
            repr(sorted(self.recordings.items())),
            repr(settings.SPEECH_ON_ANDROID),
            tracks.released(),
        )


@dataclass(frozen=True)
class Version:
    """One way to say a page. places: for each sentence which piece says it, or None;
    the sentences of a recorded block share one."""

    pieces: list[Piece]
    places: list[int | None]

    @property
    def sounding(self) -> int:
        """How many sentences have sound."""
        return sum(place is not None for place in self.places)

    def is_enough(self) -> bool:
        """Whether one hears the page, and not a word here and there."""
        return bool(self.pieces) and self.sounding >= ENOUGH * len(self.places)

    def marks(self, track: Track) -> list[tuple[int, int] | None]:
        """For each sentence the milliseconds between which it is heard."""
        return [None if place is None else track.marks[place] for place in self.places]


def versions(sentences: Sequence[Sentence], known: Known) -> list[Version]:
    """Ways to let a page be heard, the best first: with what people recorded, then
    without. A sentence nobody approved is left out; none where too little remains."""
    ways = [
        allowed(sentences, known, recordings) for recordings in (known.recordings, {})
    ]
    if ways[0] == ways[1]:
        ways.pop()
    return [way for way in ways if way.is_enough()]


def allowed(
    sentences: Sequence[Sentence], known: Known, recordings: dict[str, str]
) -> Version:
    """What may be heard of these, be it little."""
    return _version(sentences, known, recordings, known.approvals.__contains__)


def whole(sentences: Sequence[Sentence], known: Known) -> Version:
    """All that was said of a page, approved or not: for anyone who listens to it."""
    return _version(sentences, known, known.recordings, tracks.has_clip)


def sound(sentences: Sequence[Sentence], known: Known) -> tuple[Version, Track] | None:
    """What may be heard of exactly these sentences, if it has been made."""
    for version in versions(sentences, known):
        track = tracks.find(track_of(version.pieces))
        if track and len(track.marks) == len(version.pieces):
            return version, track
    return None


def offer(sentences: Sequence[Sentence], language: str, known: Known) -> dict:
    """What the player of a page gets. Sentences: text, and where they differ what is
    said and in which language; sound: where it is, and for each sentence its mark, or
    null where it has none."""
    data = {
        "panel": _panel(language),
        "android": language in settings.SPEECH_ON_ANDROID,
        "sentences": [_short(sentence, language) for sentence in sentences],
    }
    if heard := sound(sentences, known):
        version, track = heard
        data["sound"] = {
            "files": {ending: track.address(ending) for ending in FORMATS},
            "sizes": track.sizes,
            "marks": version.marks(track),
            "name": f"audio-{language}-{track.digest[:4]}",
        }
    return data


def blocks(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    for _, block in groupby(sentences, key=lambda sentence: sentence.block):
        yield list(block)


def clips_of(
    sentences: Sequence[Sentence], known: Known
) -> Iterator[tuple[Sentence, str]]:
    """Each sentence that has a voice, with the name of its clip; each clip once."""
    seen = set()
    for sentence in sentences:
        clip = known.clip(sentence)
        if clip and clip not in seen:
            seen.add(clip)
            yield sentence, clip


def _version(
    sentences: Sequence[Sentence],
    known: Known,
    recordings: dict[str, str],
    is_allowed: Callable[[str], bool],
) -> Version:
    """is_allowed: whether a clip of a voice may be in it."""
    pieces: list[Piece] = []
    places: list[int | None] = []
    for block in blocks(sentences):
        starts = True
        if clip := recordings.get(block_of(block)):
            pieces.append(Piece(clip, starts))
            places += [len(pieces) - 1] * len(block)
            continue
        for sentence in block:
            clip = known.clip(sentence)
            if clip is None or not is_allowed(clip):
                places.append(None)  # no other language's voice takes over
                continue
            pieces.append(Piece(clip, starts))
            places.append(len(pieces) - 1)
            starts = False
    return Version(pieces, places)


def _short(sentence: Sentence, language: str) -> list[str]:
    """[text], [text, said] or [text, said, language]."""
    if sentence.language != language:
        return [sentence.text, sentence.say, sentence.language]
    if sentence.say != sentence.text:
        return [sentence.text, sentence.say]
    return [sentence.text]


@cache
def _panel(code: str) -> str:
    with translation.override(code):
        language = LANGUAGES[code]
        name = "components/read_aloud/player.html"
        return render_to_string(name, {"language": language}).strip()
