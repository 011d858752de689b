"""Firefox's own way to be driven: Marionette, as little of it as the walk needs."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

PATIENCE = 20  # seconds to wait for one answer
OPTIONS = ["--headless", "--marionette", "--remote-allow-system-access"]
FIREFOX = os.environ.get("FIREFOX", "") or shutil.which("firefox-esr") or ""


class Refused(Exception):
    """Firefox could not do what was asked, often because the page just changed."""


class Marionette:
    """A Firefox process, asked things one after another."""

    def __init__(self, profile: Path, home: Path):
        self.number, self.socket = 0, None
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
        except BaseException:
            self.kill()
            raise

    def _connect(self, told: Path) -> socket.socket:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            assert self.process.poll() is None, "Firefox stopped at once"
            if told.exists() and (port := told.read_text().strip()):
                return socket.create_connection(("127.0.0.1", int(port)), PATIENCE)
            time.sleep(0.05)
        raise TimeoutError("Firefox does not open Marionette")

    def ask(self, command: str, **parameters):
        self.number += 1
        message = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._message()
        if error:
            raise Refused(f"{command}: {error['message']}")
        return result

    def _message(self):
        size = b""
        while (byte := self.stream.read(1)) != b":":
            if not byte:
                raise EOFError("Firefox stopped")
            size += byte
        return json.loads(self.stream.read(int(size)))

    def end(self) -> None:
        """Close as a user does, so that everything is written; kill what stays."""
        try:
            self.ask("Marionette:Quit", flags=["eAttemptQuit"])
            self.process.wait(PATIENCE)
        finally:
            self.kill()

    def kill(self) -> None:
        if self.socket:
            self.stream.close()
            self.socket.close()
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
