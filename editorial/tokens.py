"""Tokens: how a text points at a fact instead of repeating it.

[veilig-thuis]        an organisation and a number that works for the reader
[name:veilig-thuis]   only its name
[whatsapp:bz]         one way to reach it: phone, whatsapp, chat, app, email, web
[page:help]           a link to a page, called by its heading

A translation may also hold words to be said in Dutch, such as [nl: Ik wil u alleen
spreken.]: shown as they are, and marked as Dutch for who listens.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

WAYS = ("phone", "whatsapp", "chat", "app", "email", "web")
KINDS = ("contact", "name", "page", *WAYS)
TOKEN = re.compile(r"\[(?:(?P<kind>[a-z]+):)?(?P<key>[a-z0-9-]+)\]")
BRACKETS = re.compile(r"\[[^\]]*\]?|\]")
DUTCH = re.compile(r"\[nl: ([^\[\]]+)\]")


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
    rest = DUTCH.sub("", TOKEN.sub("", text))
    return [match[0] for match in BRACKETS.finditer(rest)]


def replace_tokens(text: str, render: Callable[[Token], str]) -> str:
    """The text with each token replaced by what `render` makes of it."""
    return TOKEN.sub(lambda match: render(_token(match)), text)


def replace_dutch(text: str, render: Callable[[str], str]) -> str:
    """The text with words that are to be said in Dutch replaced by what `render` makes of them."""
    return DUTCH.sub(lambda match: render(match[1]), text)


def _token(match: re.Match) -> Token:
    return Token(match["kind"] or "contact", match["key"])
