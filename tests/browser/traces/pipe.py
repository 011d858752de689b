"""A browser's own pipe: the Chrome DevTools Protocol without a port or a library."""

import fcntl
import json
import os
import select
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

PATIENCE = 20  # seconds to wait for one answer
# The browser reads from 3 and writes to 4.
THREE_AND_FOUR = ["bash", "-c", 'exec "${@:3}" 3<&$1 4>&$2', "bash"]


class Refused(Exception):
    """The browser could not do what was asked, often because the page just changed."""


class Stopped(Exception):
    """The browser ended by itself, or answers nothing any more."""


class Pipe:
    """A browser process, asked things one after another.

    events: what it told unasked, in order
    session: the tab that questions go to; "" for the browser itself
    """

    def __init__(self, command: list, home: Path):
        self.number, self.rest, self.events, self.session = 0, b"", [], ""
        ours, theirs = zip(*_pipes(), strict=True)
        self.writing, self.reading = ours
        self.process = subprocess.Popen(
            [*THREE_AND_FOUR, *map(str, theirs), *command],
            env=os.environ | {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "c")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=theirs,
            start_new_session=True,
        )
        for end in theirs:
            os.close(end)

    def ask(self, method: str, **params) -> dict:
        """Send one command and wait for its answer. Raises Refused."""
        number = self.tell(method, **params)
        until = time.monotonic() + PATIENCE
        answer = None
        while answer is None:
            answers = {a["id"]: a for a in self._read(until, method)}
            answer = answers.get(number)
        if "error" in answer:
            raise Refused(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def tell(self, method: str, **params) -> int:
        """Send one command and wait for nothing."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        try:
            os.write(self.writing, json.dumps(message).encode() + b"\0")
        except BrokenPipeError as error:
            raise Stopped(f"ended before {method}") from error
        return self.number

    def _read(self, until: float, method: str) -> list[dict]:
        """The answers that have come in by now; what is no answer goes to `events`."""
        patience = max(0, until - time.monotonic())
        if not select.select([self.reading], [], [], patience)[0]:
            raise Stopped(f"no answer to {method}")
        got = os.read(self.reading, 1 << 20)
        if not got:
            raise Stopped(f"ended during {method}")
        *whole, self.rest = (self.rest + got).split(b"\0")
        messages = [json.loads(message) for message in whole]
        self.events += [message for message in messages if "id" not in message]
        return [message for message in messages if "id" in message]

    def end(self) -> None:
        """Close as a user does, so that everything is written; kill what stays."""
        self.session = ""
        try:
            with suppress(Stopped):
                self.tell("Browser.close")
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired as error:
            raise Stopped("does not close") from error
        finally:
            self.kill()

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.reading)
        os.close(self.writing)


def _pipes() -> list[tuple[int, int]]:
    """(our end, their end) of what we write and of what we read; theirs not 3 or 4."""
    their_in, our_out = os.pipe()
    our_in, their_out = os.pipe()
    high = []
    for end in (their_in, their_out):
        high.append(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10))
        os.close(end)
    return [(our_out, high[0]), (our_in, high[1])]
