"""Names of sound, all of them worked out here: digests of what is said, and by whom.

Other words have another name. So they have no sound until somebody makes it, and old
sound never meets new words.
"""

import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .audio.engines import Voice
from .text.page_text import Sentence, short_digest

RECORDED = "recorded-"  # how the clips begin that people recorded
SHAPE = "1"  # of a track: count up when joining or coding changes


@dataclass(frozen=True)
class Piece:
    """A clip in a track. starts_block: whether a longer rest comes before it."""

    clip: str
    starts_block: bool = False


def clip_of(sentence: Sentence, voice: Voice) -> str:
    """This sentence said by this voice."""
    return short_digest(sentence.digest, voice.identity)


def clip_recorded(samples: array.array) -> str:
    """The clip of what somebody recorded."""
    return RECORDED + short_digest(samples.tobytes().hex())


def is_recorded(clip: str) -> bool:
    return clip.startswith(RECORDED)


def block_of(sentences: Sequence[Sentence]) -> str:
    """All words of one block, which a person records at once."""
    return short_digest(
        sentences[0].language, *(sentence.text for sentence in sentences)
    )


def track_of(pieces: Iterable[Piece]) -> str:
    """These pieces in a row."""
    return short_digest(
        SHAPE, *(f"{piece.clip} {piece.starts_block:d}" for piece in pieces)
    )


def clips_signed(clips: Iterable[str]) -> str:
    """What one signs for, in whatever order."""
    return short_digest(*sorted(clips))
