"""What people recorded: checked, made equally loud, and kept as plain sound."""

import array
import json
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from speech.names import clip_recorded

from . import pcm
from .engines import EngineError, MissingError, run

LARGEST = 10_000_000  # bytes; ten minutes of a phone's own recorder
SOFTEST = -45.0  # LUFS: below this there is more room than voice
FASTEST, SLOWEST = 30, 4  # letters a second; outside it is another text, or cut off
SILENCE = 20  # seconds before and after that somebody may leave
CHANNELS, FASTEST_RATE = 2, 48_000  # what phones record
LOUDNESS = "loudnorm=I=-19:TP=-2:LRA=11"  # all recordings, and close to the engines

# An upload is opened as a file and as sound: no playlists, which may name other files.
CAREFULLY = (
    "-protocol_whitelist", "file",
    "-format_whitelist", "wav,mp3,ogg,matroska,webm,mov,mp4,m4a,flac,aac,aiff,amr",
)  # fmt: skip


class RecordingError(Exception):
    """What is wrong with a recording, in words for anyone who made it."""


@dataclass(frozen=True)
class Recorded:
    """clip: its name, to keep the samples by; loudness: LUFS, as it came in"""

    clip: str
    samples: array.array
    loudness: float

    @property
    def seconds(self) -> float:
        return round(len(self.samples) / pcm.RATE, 1)


def check(chunks: Iterable[bytes], size: int, text: str) -> Recorded:
    """A recording of `text`, ready to be kept. Raises RecordingError."""
    if size > LARGEST:
        raise RecordingError("Dit bestand is te groot. Neem een stuk per keer op.")
    shortest, longest = len(text) / FASTEST, len(text) / SLOWEST + 3
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "upload")
        file.write_bytes(b"".join(chunks))
        try:
            _refuse_at_a_glance(file, longest)
            # whatever the file says of itself, no more of it is unpacked
            carefully = (*CAREFULLY, "-t", str(longest + SILENCE))
            loudness = _loudness(file, carefully)
            samples = pcm.decode(file, *carefully, filters=LOUDNESS)
        except MissingError as error:
            raise RecordingError(
                "Op deze server ontbreekt ffmpeg. Daarom kan hier nog geen opname bij."
            ) from error
        except EngineError as error:
            raise RecordingError(
                f"Dit bestand is niet te lezen als geluid. ({error})"
            ) from error
    if loudness < SOFTEST:
        raise RecordingError("De opname is te zacht. Houd de telefoon dichterbij.")
    samples = pcm.trim(samples)
    recorded = Recorded(clip_recorded(samples), samples, loudness)
    if not shortest <= recorded.seconds <= longest:
        raise RecordingError(
            f"De opname duurt {recorded.seconds} seconden. Voor deze tekst verwachten we "
            f"{shortest:.0f} tot {longest:.0f}. Staat alles erop, en niets anders?"
        )
    return recorded


def _refuse_at_a_glance(file: Path, longest: float) -> None:
    """What the head of the file says is too much, before any of it is unpacked."""
    shown = "stream=codec_type,channels,sample_rate:format=duration"
    command = ["ffprobe", "-v", "error", *CAREFULLY, "-show_entries", shown, "-of", "json", str(file)]  # fmt: skip
    facts = json.loads(run(command).stdout)
    for stream in facts.get("streams", []):
        channels, rate = stream.get("channels", 0), int(stream.get("sample_rate", 0))
        if channels > CHANNELS or rate > FASTEST_RATE:
            raise RecordingError(
                "Dit bestand is voor een studio. Neem op met de telefoon, en stuur dat."
            )
    seconds = float(facts.get("format", {}).get("duration", 0))
    if seconds > longest + SILENCE:
        raise RecordingError(
            f"Dit bestand duurt {seconds:.0f} seconden. Voor deze tekst verwachten we er "
            f"hoogstens {longest:.0f}. Neem een stuk per keer op."
        )


def _loudness(file: Path, carefully: tuple[str, ...]) -> float:
    command = [*pcm.FFMPEG[:-1], "info", *carefully, "-i", str(file), "-af", "ebur128=framelog=verbose", "-f", "null", "-"]  # fmt: skip
    report = run(command).stderr.decode(errors="replace")
    loudness = re.findall(r"I:\s+(-?[\d.]+|-inf) LUFS", report)
    return float(loudness[-1]) if loudness else float("-inf")
