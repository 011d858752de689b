"""Every token an editor may put in a text, by its Dutch name."""

from dataclasses import dataclass

from editorial.tokens import Target, Token, models_of
from languages.offered import SOURCE

NAMELESS = {"contact": "naam en nummer", "name": "alleen de naam"}


@dataclass(frozen=True)
class Choice:
    """name: of the organisation or page; shows: what of it the reader gets to see"""

    token: Token
    name: str
    shows: str = ""


def choices() -> dict[str, list[Choice]]:
    """What a text can point at, under two headings, by name."""
    return {"Contacten": _contacts(), "Pagina's": _pages()}


def _contacts() -> list[Choice]:
    organisations = (
        organisation
        for model in models_of(Target.ORGANISATION)
        for organisation in model._default_manager.prefetch_related("methods")
    )
    choices = []
    for organisation in organisations:
        ways = {
            method.kind: method.get_kind_display()
            for method in organisation.methods.all()
        }
        shows = NAMELESS | ways
        if "phone" not in ways:  # a bare token is a number: see rules.unknown_tokens
            shows.pop("contact")
        name = organisation.words(SOURCE)["name"]
        choices += [
            Choice(Token(kind, organisation.key), name, what)
            for kind, what in shows.items()
        ]
    return sorted(choices, key=lambda choice: choice.name.lower())


def _pages() -> list[Choice]:
    pages = (
        page
        for model in models_of(Target.PAGE)
        for page in model._default_manager.filter(retired_on=None)
    )
    choices = [
        Choice(Token("page", page.key), page.words(SOURCE)["heading"]) for page in pages
    ]
    return sorted(choices, key=lambda choice: choice.name.lower())
