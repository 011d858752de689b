"""Drills of the desk: A1 to A4 of docs/drills.md."""

import sqlite3
import subprocess
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import lxml.html

from tests.support import running

from . import Cost
from .people import Editor, visits

SECTION = "/beheer/content/section/{}/change/"


BESIDE = (
    ["backup", "{new}"],
    ["import_countries", "tests/directory/advice", "--save"],
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
                Writer(Editor(var, port, f"redacteur{section}"), section, until)
                for section in sections
            ]
            for writer in writers:
                writer.start()
            number = 0
            while any(item.is_alive() for item in writers):
                number += 1
                for command in beside:
                    new = f"{folder}/{number}.tar.gz"
                    done = running.manage(
                        var, *(word.format(new=new) for word in command)
                    )
                    cost.expect(
                        "Error" not in done.stderr, f"{command[0]}: {done.stderr}"
                    )
        for writer in writers:
            cost.edits += writer.sent
            cost.lost += writer.lost
            cost.wrong += writer.complaints[:3]
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
        self.last, self.complaints = None, []

    def run(self) -> None:
        path = SECTION.format(self.section)
        while not self.sent or time.monotonic() < self.until:
            fields = self.editor.opened(path, "section_form")
            self.last = f"Kop {_in_letters(self.sent)}"
            self.sent += 1
            answer = self.editor.send(path, fields | {"heading_nl": self.last})
            if answer.status != 302:
                self.lost += 1
                self.complaints.append(
                    f"{path}: {answer.status} {_complaints(answer.body)}"
                )


def _in_letters(number: int) -> str:
    """Two digits in a row may look like a number to call, which no text may hold."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def _complaints(body: bytes) -> list[str]:
    page = lxml.html.fromstring(body.decode())
    marked = page.xpath("//*[contains(@class, 'errorlist') or @class='errornote']")
    return [" ".join(element.text_content().split()) for element in marked]


def one_records(minutes: int = 10) -> Cost:
    """A2. Somebody sends a long recording; another one saves meanwhile."""
    cost = Cost()
    with tempfile.TemporaryDirectory() as folder:
        var = running.make_site(Path(folder, "var"))
        sound = Path(folder, "long.mp3")
        source = f"sine=frequency=300:duration={60 * minutes}"
        command = ["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", source, "-b:a", "32k", sound]  # fmt: skip
        subprocess.run(command, check=True)
        with running.served(var) as port:
            speaker, writer = (Editor(var, port, name) for name in ("luisteraar", "a"))
            desk = "/beheer/speech/approval/luisteren/?pagina=/nl/1/"
            page = lxml.html.fromstring(speaker.ask("GET", desk).body.decode())
            block = page.xpath("//input[@name='block']/@value")[0]
            answers = []

            def record() -> None:
                fields = {"do": "record", "block": block}
                answers.append(speaker.send_file(desk, fields, sound.read_bytes()))

            sending = threading.Thread(target=record)
            sending.start()
            other = Writer(writer, 1, 0)
            while sending.is_alive() or not other.sent:
                began = time.monotonic()
                sent = other.sent
                other.until = 0
                other.sent = 0
                other.run()
                other.sent += sent
                cost.expect(time.monotonic() - began < 60, "a save waited a minute")
            sending.join()
        cost.edits, cost.lost = other.sent + 1, other.lost
        words = answers[0].body.decode()
        cost.expect("seconden" in words, f"the recording: {answers[0].status}")
    return cost


def everything_fails() -> Cost:
    """A3, without script: the database is locked for longer than anybody waits."""
    cost = Cost(edits=1)
    with tempfile.TemporaryDirectory() as folder:
        var = running.make_site(Path(folder, "var"))
        url = f"sqlite:///{var / 'db.sqlite3'}?timeout=1"
        with running.served(var, DATABASE_URL=url) as port:
            editor = Editor(var, port, "redacteur")
            typed = editor.opened(SECTION.format(1), "section_form")
            typed["heading_nl"] = "Wat een uur werk was"
            with closing(sqlite3.connect(var / "db.sqlite3")) as other:
                other.execute("BEGIN IMMEDIATE")
                answer = editor.send(SECTION.format(1), typed)
            cost.expect(answer.status == 503, f"status {answer.status}")
            is_kept(cost, editor, answer, "aan het bewaren")
    return cost


def a_full_disk() -> Cost:
    """A4. Nothing can be written any more: it is said, and what was typed is there."""
    cost = Cost()
    with tempfile.TemporaryDirectory() as folder:
        var = running.make_site(Path(folder, "var"))
        full = (
            "PRAGMA max_page_count=1"  # SQLite then takes the size it has for the most
        )
        url = f"sqlite:///{var / 'db.sqlite3'}?init_command={quote(full)}"
        with running.served(var) as port:
            editor = Editor(var, port, "redacteur")
        with running.served(var, DATABASE_URL=url) as port, visits(port, cost):
            editor.port = port
            for _ in range(200):  # until the room that is left is used up
                typed = editor.opened(SECTION.format(1), "section_form")
                typed["heading_nl"] = f"Kop {cost.edits}"
                cost.edits += 1
                if editor.send(SECTION.format(1), typed).status != 302:
                    break
            typed["heading_nl"] = "Wat een uur werk was"
            answer = editor.send(SECTION.format(1), typed)
            cost.expect(answer.status == 507, f"status {answer.status}")
        with running.served(var) as port:
            editor.port = port
            is_kept(cost, editor, answer, "schijf van de server is vol")
    return cost


def is_kept(cost: Cost, editor: Editor, answer, why: str) -> None:
    """Whether the page says why, and sending what it carries saves it after all."""
    page = lxml.html.fromstring(answer.body.decode())
    forms = page.xpath("//main//form")
    cost.expect(why in page.text_content(), f"it does not say: {why}")
    if not forms:
        cost.lost += 1
        return
    again = editor.send(SECTION.format(1), dict(forms[0].form_values()))
    cost.lost += again.status not in (200, 302)
    carried = dict(forms[0].form_values()).get("heading_nl")
    cost.lost += carried != "Wat een uur werk was"
