"""Sound that was made, kept by the digest of what it says.

    clips/<digest>.wav               one sentence by one voice
    recordings/<name>.wav            one block by a person; never thrown away
    tracks/<digest>.opus, .mp3       clips in a row: all of a page
    tracks/<digest>.json             from which millisecond to which each clip is heard
    released                         which tracks a build may count on

How each is named: `speech/names.py`.
"""

import array
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from publishing.build.store import write
from speech.names import Piece, clip_of, is_recorded, track_of
from speech.text.page_text import Sentence, short_digest

from . import pcm
from .engines import EngineError, Voice

GAP = 0.35  # seconds between sentences
BETWEEN_BLOCKS = 0.7


@dataclass(frozen=True)
class Track:
    """marks: for each piece the first and last millisecond; sizes: bytes by format"""

    digest: str
    marks: list[tuple[int, int]]
    seconds: float
    sizes: dict[str, int]

    def file(self, ending: str) -> Path:
        return _tracks() / f"{self.digest}.{ending}"

    def address(self, ending: str) -> str:
        """Where visitors get that file."""
        return f"/sound/{self.digest}.{ending}"


def has_clip(clip: str) -> bool:
    return clip_file(clip).is_file()


def keep_clip(clip: str, samples: array.array) -> None:
    write(clip_file(clip), pcm.wav(samples))


def make_clip(sentence: Sentence, voice: Voice) -> bool:
    """Let the voice say the sentence, once; whether that was still to be done.

    Raises EngineError.
    """
    name = clip_of(sentence, voice)
    if has_clip(name):
        return False
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "said.wav")
        voice.speak(sentence.say, file)
        samples = pcm.trim(pcm.read(file))
    if not samples:
        raise EngineError(f"{voice.engine} says nothing at “{sentence.say}”")
    keep_clip(name, samples)
    return True


def find(digest: str) -> Track | None:
    """A track that is whole on disk."""
    try:
        kept = json.loads((_tracks() / f"{digest}.json").read_text())
        track = Track(digest, **kept)
        whole = all(
            track.file(ending).stat().st_size == n for ending, n in track.sizes.items()
        )
    except (OSError, ValueError, TypeError):
        return None
    return track if whole else None


def make(pieces: Sequence[Piece]) -> Track:
    """Join clips and code them. Raises EngineError, and OSError for a clip that is gone."""
    digest = track_of(pieces)
    samples, marks = array.array("h"), []
    for piece in pieces:
        if samples:
            samples += pcm.silence(BETWEEN_BLOCKS if piece.starts_block else GAP)
        start = len(samples)
        samples += pcm.read(clip_file(piece.clip))
        marks.append((_milliseconds(start), _milliseconds(len(samples))))
    coded = pcm.encode(samples + pcm.silence(GAP))
    track = Track(
        digest,
        marks,
        round(len(samples) / pcm.RATE, 1),
        {ending: len(content) for ending, content in coded.items()},
    )
    for ending, content in coded.items():
        write(track.file(ending), content)
    kept = {"marks": marks, "seconds": track.seconds, "sizes": track.sizes}
    write(_tracks() / f"{digest}.json", json.dumps(kept).encode())
    return track


def release() -> None:
    """Say that what lies here now is ready. A run says so once, at its end: a build that
    is being made meanwhile need not begin again at each new track."""
    names = sorted(file.name for file in _tracks().glob("*.json"))
    write(_released(), short_digest(*names).encode())


def released() -> str:
    """Changes at each `release` of other tracks."""
    return _released().read_text() if _released().exists() else ""


def forget_clip(clip: str) -> None:
    clip_file(clip).unlink(missing_ok=True)


def prune(clips: set[str], tracks: set[str]) -> int:
    """Forget all clips and tracks but these; how many files went."""
    gone = 0
    for folder, kept in ((clip_file("").parent, clips), (_tracks(), tracks)):
        for file in folder.glob("*"):
            if file.name.partition(".")[0] not in kept:
                file.unlink()
                gone += 1
    return gone


def size() -> int:
    """Bytes of all sound that lies here: sentences, recordings and tracks."""
    files = settings.SPEECH_ROOT.rglob("*.*")
    return sum(file.stat().st_size for file in files if file.is_file())


def _milliseconds(samples: int) -> int:
    return round(samples * 1000 / pcm.RATE)


def clip_file(name: str) -> Path:
    """What people recorded is kept apart: no machine can make it again."""
    folder = "recordings" if is_recorded(name) else "clips"
    return settings.SPEECH_ROOT / folder / f"{name}.wav"


def _tracks() -> Path:
    return settings.SPEECH_ROOT / "tracks"


def _released() -> Path:
    return settings.SPEECH_ROOT / "released"
