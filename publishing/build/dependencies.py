"""What each page asked the database, so that only pages with other answers are made again.

A page is a function of the code, the settings, its address and the answers it got. Its
first question depends on no answer, each next one only on answers before it. So where
the same questions get the same answers, with the same code, the page comes out the same,
and its body can be kept. What is remembered across pages must not come from the
database: `tests/publishing/test_dependencies.py` catches a page that asks less the second time.
"""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection


class Reads:
    """Questions by page. None for a page that did more than ask: made anew each time.

    answers: question -> digest of its rows; a question is SQL with its parameters, as JSON
    """

    def __init__(self) -> None:
        self.pages: dict[str, list[str] | None] = {}
        self.answers: dict[str, str] = {}

    @contextmanager
    def of(self, page: str) -> Iterator[None]:
        """Note what is asked while this page is made."""
        asked: dict[str, None] = {}
        only_asks = True

        def note(
            execute: Callable, sql: str, params: Any, many: bool, context: dict
        ) -> Any:
            nonlocal only_asks
            try:
                asked[json.dumps([sql, params])] = None
            except TypeError:  # a parameter that could not be asked again
                only_asks = False
            only_asks = only_asks and sql.startswith("SELECT") and not many
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            yield
        self.pages[page] = list(asked) if only_asks else None

    def answer(self, question: str) -> str:
        """The digest of what the database answers now; asked once."""
        if question not in self.answers:
            with connection.cursor() as cursor:
                cursor.execute(*json.loads(question))
                rows = repr(cursor.fetchall())
            self.answers[question] = hashlib.sha256(rows.encode()).hexdigest()
        return self.answers[question]

    def keeps(self, page: str, before: "Reads") -> bool:
        """Whether the page would come out as it did `before`. Takes over its questions."""
        asked = before.pages.get(page)
        if asked is None:
            return False
        if any(
            self.answer(question) != before.answers.get(question) for question in asked
        ):
            return False
        self.pages[page] = asked
        return True

    def write(self, file: Path) -> None:
        """Keep it, with the answers as they are now."""
        numbers: dict[str, int] = {}
        for asked in self.pages.values():
            for question in asked or ():
                self.answer(question)
                numbers.setdefault(question, len(numbers))
        kept = {
            "questions": [[question, self.answers[question]] for question in numbers],
            "pages": {
                page: None if asked is None else [numbers[name] for name in asked]
                for page, asked in self.pages.items()
            },
        }
        file.write_bytes(gzip.compress(json.dumps(kept).encode(), 5, mtime=0))

    @classmethod
    def read(cls, file: Path) -> "Reads":
        """What was kept; nothing where it is not there or damaged: then all is made anew."""
        reads = cls()
        try:
            kept = json.loads(gzip.decompress(file.read_bytes()))
            questions = [question for question, _ in kept["questions"]]
            reads.answers = dict(kept["questions"])
            reads.pages = {
                page: asked and [questions[number] for number in asked]
                for page, asked in kept["pages"].items()
            }
        except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError):
            return cls()
        return reads
