"""Programs that turn a sentence into sound. Run as a subprocess, on our own machine.

Which voice speaks which language is the operator's choice: `SPEECH_VOICES` in
settings. What an engine says belongs to whoever made it say so, but read its licence
and its voice's before you publish it.
"""

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TIMEOUT = 120  # seconds for one sentence; a neural voice needs a few


class EngineError(Exception):
    """Why there is no sound. The message is for anyone who builds it."""


class MissingError(EngineError):
    """A program this machine does not have."""


@dataclass(frozen=True)
class Engine:
    """A program. {voice}, {speed} and {file} stand for what is asked; the sentence
    goes in by stdin, or in the place of {text}."""

    command: tuple[str, ...]
    licence: str
    version: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()  # programs, the first one is its own


_ESPEAK = ("espeak-ng", "-v", "{voice}", "-s", "{speed}", "--stdin", "-w", "{file}")

ENGINES = {
    "espeak-ng": Engine(
        _ESPEAK, "GPL-3; the sound is yours", ("espeak-ng", "--version"), ("espeak-ng",)
    ),
    # its voices may not be sold, nor be part of anything that is sold
    "mbrola": Engine(
        _ESPEAK,
        "AGPL-3; voices free of charge only",
        ("espeak-ng", "--version"),
        ("espeak-ng", "mbrola"),
    ),
    "pico": Engine(
        ("pico2wave", "-l", "{voice}", "-w", "{file}", "{text}"),
        "Apache-2.0; the sources of its voices are missing",
        needs=("pico2wave",),
    ),
    "piper": Engine(
        ("piper", "-m", "{voice}", "-f", "{file}"),
        "GPL-3; each voice has a card of its own",
        needs=("piper",),
    ),
}


@dataclass(frozen=True)
class Voice:
    """One engine's voice for one language. speed: words a minute, where it listens."""

    engine: str
    name: str
    speed: str = "140"

    @classmethod
    def parse(cls, text: str) -> "Voice":
        """ "espeak-ng:nl" or "mbrola:mb-nl2:120". Raises ValueError for anything else."""
        engine, _, rest = text.partition(":")
        name, _, speed = rest.partition(":")
        if engine not in ENGINES or not name or not (speed or "1").isdigit():
            raise ValueError(
                f"“{text}”: write engine:voice or engine:voice:speed, with one of "
                f"{', '.join(ENGINES)}"
            )
        return cls(engine, name, speed or cls.speed)

    @property
    def identity(self) -> str:
        """What decides how it sounds; another version may sound otherwise."""
        return f"{self.engine} {self.name} {self.speed} {_version(self.engine)}"

    @property
    def missing(self) -> str:
        """The program this machine lacks; empty if the voice can speak."""
        return next(
            (
                program
                for program in ENGINES[self.engine].needs
                if not shutil.which(program)
            ),
            "",
        )

    def speak(self, text: str, file: Path) -> None:
        """Write `text` as sound to a WAV file. Raises EngineError."""
        engine = ENGINES[self.engine]
        words = {
            "voice": self.name,
            "speed": self.speed,
            "file": file,
            "text": f" {text}",
        }
        command = [part.format(**words) for part in engine.command]
        try:
            run(command, input=text.encode())
        except EngineError as error:
            raise EngineError(f"{self.engine}: {error} (at “{text}”)") from error
        if not file.exists():
            raise EngineError(f"{self.engine} made no sound of “{text}”")


def run(command: list, **options) -> subprocess.CompletedProcess:
    """Run a program to its end. Raises EngineError with the last thing it said."""
    try:
        return subprocess.run(
            command, capture_output=True, check=True, timeout=TIMEOUT, **options
        )
    except FileNotFoundError as error:
        raise MissingError(f"{command[0]} is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise EngineError(f"{command[0]} took more than {TIMEOUT} s") from error
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode(errors="replace").strip().splitlines()
        raise EngineError(lines[-1] if lines else f"{command[0]} failed") from error


@cache
def _version(engine: str) -> str:
    """Not for engines that do not tell; their voice's name then has to."""
    command = ENGINES[engine].version
    if not command or not shutil.which(command[0]):
        return ""
    version = run(list(command)).stdout.decode(errors="replace")
    return version.partition("Data at")[0].strip()
