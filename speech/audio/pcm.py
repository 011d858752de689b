"""Plain sound: mono, 16 bits, 22,050 samples a second. Reading, cutting, joining, coding."""

import array
import io
import sys
import tempfile
import wave
from pathlib import Path

from .engines import run

RATE = 22_050
QUIET = 250  # of 32,767: below this nothing is heard
EDGE = RATE // 50  # samples left around speech, so that no consonant is cut

# Measured: a recogniser understands these as well as the uncoded sound, at 126 and
# 176 KiB a minute. MP3 is for anyone who cannot play Opus (iOS before 18).
FORMATS = {
    "opus": (
        "audio/ogg",
        (
            "-c:a",
            "libopus",
            "-b:a",
            "16k",
            "-application",
            "voip",
            "-compression_level",
            "4",
        ),
    ),
    "mp3": ("audio/mpeg", ("-c:a", "libmp3lame", "-b:a", "24k", "-ar", "16000")),
}
# No name, date or version in a file that stays on somebody's phone.
ANONYMOUS = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")
FFMPEG = ("ffmpeg", "-nostdin", "-hide_banner", "-y", "-loglevel", "error")


def read(file: Path) -> array.array:
    """Samples of a WAV file, of whatever rate. Raises EngineError for a broken one."""
    try:
        with wave.open(str(file)) as sound:
            wanted = (sound.getnchannels(), sound.getsampwidth(), sound.getframerate())
            if wanted == (1, 2, RATE):
                return _samples(sound.readframes(sound.getnframes()))
    except (wave.Error, EOFError):
        pass  # not a plain WAV file: let ffmpeg try
    return decode(file)


def decode(file: Path, *options: str, filters: str = "anull") -> array.array:
    """Samples of any file ffmpeg can read. Raises EngineError."""
    command = [*FFMPEG, *options, "-i", str(file), "-af", filters, "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-"]  # fmt: skip
    return _samples(run(command).stdout)


def wav(samples: array.array) -> bytes:
    """The samples as a WAV file."""
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", ""))
        sound.writeframes(_bytes(samples))
    return written.getvalue()


def trim(samples: array.array) -> array.array:
    """Without the silence before and after; empty where nothing can be heard."""
    heard = [i for i in (_first(samples, 1), _first(samples, -1)) if i is not None]
    if len(heard) < 2:
        return array.array("h")
    first, last = heard
    return samples[max(0, first - EDGE) : last + EDGE]


def silence(seconds: float) -> array.array:
    return array.array("h", bytes(2 * round(seconds * RATE)))


def encode(samples: array.array) -> dict[str, bytes]:
    """The sound in each of FORMATS. Raises EngineError."""
    with tempfile.TemporaryDirectory() as name:
        source = Path(name, "sound.wav")
        source.write_bytes(wav(samples))
        command = [*FFMPEG, "-i", str(source)]
        for ending, (_, options) in FORMATS.items():
            command += [*ANONYMOUS, *options, str(Path(name, f"sound.{ending}"))]
        run(command)
        return {
            ending: Path(name, f"sound.{ending}").read_bytes() for ending in FORMATS
        }


def _first(samples: array.array, step: int) -> int | None:
    """Where one first hears something, from the front (1) or from the end (-1)."""
    places = range(len(samples))[::step]
    return next((i for i in places if abs(samples[i]) > QUIET), None)


def _samples(frames: bytes) -> array.array:
    samples = array.array("h", frames[: len(frames) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _bytes(samples: array.array) -> bytes:
    if sys.byteorder == "big":
        samples = array.array("h", samples)
        samples.byteswap()
    return samples.tobytes()
