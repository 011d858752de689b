"""Firefox's own way to be driven: Marionette, as little of it as the walk needs."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from .pipe import Refused, Stopped

PATIENCE = 20  # seconds to wait for one answer
START = 60  # and until the first window stands, on a busy machine
OPTIONS = ["--marionette", "--remote-allow-system-access"]
if not os.environ.get("WITH_WINDOW"):
    OPTIONS.append("--headless")
FIREFOX = os.environ.get("FIREFOX", "") or shutil.which("firefox-esr") or ""


class Marionette:
    """A Firefox process, asked things one after another.

    version: which Firefox it is
    """

    def __init__(self, profile: Path, home: Path, **wanted):
        self.number, self.socket, self.stream = 0, None, None
        self.process = subprocess.Popen(
            [FIREFOX, *OPTIONS, "--profile", profile],
            env=os.environ | {"HOME": str(home), "MOZ_CRASHREPORTER_DISABLE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            self.socket = self._connect(profile / "MarionetteActivePort")
            self.stream = self.socket.makefile("rb")
            self._message()  # who it is
            session = self.ask("WebDriver:NewSession", **wanted)
            self.version = session["capabilities"]["browserVersion"]
            self.socket.settimeout(PATIENCE)
        except BaseException:
            self.kill()
            raise

    def _connect(self, words: Path) -> socket.socket:
        until = time.monotonic() + START
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise Stopped("ended at once")
            if words.exists() and (port := words.read_text().strip()):
                return socket.create_connection(("127.0.0.1", int(port)), START)
            time.sleep(0.05)
        raise Stopped("does not open Marionette")

    def ask(self, command: str, **parameters):
        """Send one command and wait for its answer. Raises Refused, Stopped."""
        self.number += 1
        message = json.dumps([0, self.number, command, parameters]).encode()
        try:
            self.socket.sendall(b"%d:%s" % (len(message), message))
            _, _, error, result = self._message()
        except TimeoutError as error:
            raise Stopped(f"no answer to {command}") from error
        except (EOFError, OSError) as error:
            raise Stopped(f"ended during {command}") from error
        if error:
            raise Refused(f"{command}: {error['message']}")
        return result

    def _message(self):
        size = b""
        while (byte := self.stream.read(1)) != b":":
            if not byte:
                raise EOFError
            size += byte
        return json.loads(self.stream.read(int(size)))

    def end(self) -> None:
        """Close as a user does, so that everything is written; kill what stays."""
        try:
            self.ask("Marionette:Quit", flags=["eAttemptQuit"])
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired as error:
            raise Stopped("does not close") from error
        finally:
            self.kill()

    def kill(self) -> None:
        """Its helpers too: they go on writing into the profile for a moment."""
        for end in (self.stream, self.socket):
            if end:
                end.close()
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
