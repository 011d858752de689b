"""Tokens: how a text points at a fact instead of repeating it.

[veilig-thuis]        an organisation and a number that works for the reader
[name:veilig-thuis]   only its name
[whatsapp:bz]         one way to reach it: phone, whatsapp, chat, app, email, web
[page:help]           a link to a page, called by its heading

A text may also hold words of another language, such as [nl: Ik wil u alleen spreken.]:
shown as they are, and marked with their language and direction for anyone who listens.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from django.apps import apps
from django.db.models import Model

from languages.offered import CODES

WAYS = ("phone", "whatsapp", "chat", "app", "email", "web")
KINDS = ("contact", "name", "page", *WAYS)
TOKEN = re.compile(r"\[(?:(?P<kind>[a-z]+):)?(?P<key>[a-z0-9-]+)\]")
BRACKETS = re.compile(r"\[[^\]]*\]?|\]")
FOREIGN = re.compile(rf"\[({'|'.join(CODES)}): ([^\[\]]+)\]")


class Target(Enum):
    """What a model's records are to a token. The model says so: `token_target`.

    PAGE: has a heading among its words, and may be retired_on
    ORGANISATION: has a name among its words, and methods
    WAY: one of those methods; has a kind, one of WAYS, and an organisation
    """

    PAGE = auto()
    ORGANISATION = auto()
    WAY = auto()


def target_of(model: type[Model]) -> Target | None:
    """What records of a model are to tokens; None where none can point at them."""
    return vars(model).get("token_target")


def models_of(target: Target) -> list[type[Model]]:
    return [model for model in apps.get_models() if target_of(model) is target]


@dataclass(frozen=True, order=True)
class Token:
    """kind: one of KINDS; key: of an organisation, or of a page for kind "page"."""

    kind: str
    key: str

    def __str__(self):
        return (
            f"[{self.key}]" if self.kind == "contact" else f"[{self.kind}:{self.key}]"
        )


def tokens_in(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    return [_token(match) for match in TOKEN.finditer(text)]


def strays_in(text: str) -> list[str]:
    """What stands in square brackets, or is half of one, but is no token."""
    rest = FOREIGN.sub("", TOKEN.sub("", text))
    return [match[0] for match in BRACKETS.finditer(rest)]


def replace_tokens(text: str, render: Callable[[Token], str]) -> str:
    """The text with each token replaced by what `render` makes of it."""
    return TOKEN.sub(lambda match: render(_token(match)), text)


def replace_foreign(text: str, render: Callable[[str, str], str]) -> str:
    """The text with words of another language replaced by `render(language, words)`."""
    return FOREIGN.sub(lambda match: render(match[1], match[2]), text)


def _token(match: re.Match) -> Token:
    return Token(match["kind"] or "contact", match["key"])
