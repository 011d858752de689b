"""Drills of the desk: A1 to A4 of docs/drills.md."""

import sqlite3
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

from tests.support import running

from . import Cost
from .people import Editor, visits

SECTION = "/beheer/content/section/{}/change/"


BESIDE = (
    ["backup", "{new}"],
    ["import_countries", "tests/advice", "--save"],
    ["publish"],
)


def side_by_side(seconds: float = 60, editors: int = 5, beside=BESIDE) -> Cost:
    """A1. Editors save without a pause while commands run beside them and somebody reads."""
    cost = Cost()
    with tempfile.TemporaryDirectory() as folder:
        var = running.make_site(Path(folder, "var"))
        with closing(sqlite3.connect(var / "db.sqlite3")) as database:
            rows = database.execute("SELECT id FROM content_section ORDER BY id")
            sections = [row[0] for row in rows][:editors]
        with running.served(var) as port, visits(port, cost):
            until = time.monotonic() + seconds
            writers = [
                Writer(Editor(var, port, f"redacteur{it}"), it, until)
                for it in sections
            ]
            for writer in writers:
                writer.start()
            number = 0
            while any(it.is_alive() for it in writers):
                number += 1
                for command in beside:
                    new = f"{folder}/{number}.tar.gz"
                    done = running.manage(var, *(it.format(new=new) for it in command))
                    cost.expect(
                        "Error" not in done.stderr, f"{command[0]}: {done.stderr}"
                    )
        for writer in writers:
            cost.edits += writer.sent
            cost.lost += writer.lost
            cost.wrong += writer.said[:3]
            with closing(sqlite3.connect(var / "db.sqlite3")) as database:
                row = database.execute(
                    "SELECT heading_nl FROM content_section WHERE id = ?",
                    [writer.section],
                ).fetchone()
            cost.expect(row[0] == writer.last, f"not what was saved last: {row}")
    return cost


class Writer(threading.Thread):
    """Opens a section, changes its heading, saves, and looks whether it was saved."""

    def __init__(self, editor: Editor, section: int, until: float):
        super().__init__()
        self.editor, self.section, self.until = editor, section, until
        self.sent = self.lost = 0
        self.last, self.said = None, []

    def run(self) -> None:
        path = SECTION.format(self.section)
        while not self.sent or time.monotonic() < self.until:
            fields = self.editor.opened(path, "section_form")
            self.last = f"Kop {self.section} {self.sent}"
            self.sent += 1
            answer = self.editor.send(path, fields | {"heading_nl": self.last})
            if answer.status != 302:
                self.lost += 1
                self.said.append(f"{path}: {answer.status}")
