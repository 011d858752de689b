"""A Firefox that does not start well is ended, and tells which kind of failure it was."""

import sys
from pathlib import Path

import pytest

from . import marionette
from .pipe import Refused, Stopped

NEVER = "time.sleep(60)"
REFUSES = """
server = socket.create_server(("127.0.0.1", 0))
pathlib.Path(sys.argv[-1], "MarionetteActivePort").write_text(str(server.getsockname()[1]))
firefox, _ = server.accept()
firefox.sendall(b"2:{}")
firefox.recv(9999)
answer = b'[1, 1, {"message": "no"}, null]'
firefox.sendall(b"%d:%s" % (len(answer), answer))
time.sleep(60)
"""
ENDS = REFUSES.partition("answer")[0]


@pytest.mark.parametrize(
    ("acts", "failure"), [(NEVER, Stopped), (ENDS, Stopped), (REFUSES, Refused)]
)
def test_a_firefox_that_does_not_start_is_ended(tmp_path, monkeypatch, acts, failure):
    stand_in = tmp_path / "firefox"
    stand_in.write_text(
        f"#!{sys.executable}\nimport os, pathlib, socket, sys, time\n"
        f"pathlib.Path(sys.argv[-1], 'pid').write_text(str(os.getpid()))\n{acts}\n"
    )
    stand_in.chmod(0o755)
    monkeypatch.setattr(marionette, "FIREFOX", str(stand_in))
    monkeypatch.setattr(marionette, "START", 5)

    with pytest.raises(failure):
        marionette.Marionette(tmp_path, tmp_path)

    assert not Path("/proc", (tmp_path / "pid").read_text()).exists()
