"""Names of countries in every language, and the letter one looks for them under.

Babel knows the names; where it has none in a language, the language's own chain of
fallbacks is tried, and the answer says which language it is in.
"""

import unicodedata
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.core.exceptions import ValidationError

from editorial.models import Words
from languages.offered import LANGUAGES, SOURCE

NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}  # regions and test values
ARABIC_ARTICLE = "ال"
# words in which these two letters are no article, but the first of their own
NO_ARTICLE = ("التزام", "التماس", "التقاء", "التحاق", "التباس", "التهاب")
# where the European emergency number is answered by the country's own services
EU = frozenset(
    [
        "at",
        "be",
        "bg",
        "hr",
        "cy",
        "cz",
        "dk",
        "ee",
        "fi",
        "fr",
        "de",
        "gr",
        "hu",
        "ie",
        "it",
        "lv",
        "lt",
        "lu",
        "mt",
        "nl",
        "pl",
        "pt",
        "ro",
        "sk",
        "si",
        "es",
        "se",
    ]
)


@lru_cache(maxsize=4096)
def country_name(code: str, language: str) -> Words:
    """What the country with ISO code `code` ("ma") is called in `language`."""
    for candidate in LANGUAGES[language].chain:
        if name := _territories(candidate).get(code.upper()):
            return Words(name, candidate)
    return Words(code.upper(), SOURCE)


def check_country(code: str) -> None:
    """Raise ValidationError unless `code` is a country's, in lower case."""
    known = _territories("en")
    is_code = len(code) == 2 and code == code.lower() and code.upper() in known
    if not is_code or code.upper() in NO_COUNTRIES:
        raise ValidationError(
            f"“{code}” is geen landcode. Schrijf twee kleine letters, zoals ma voor Marokko."
        )


def sorting(name: str) -> str:
    """By what a name is put in order: without accents, capitals or Arabic's article.

    Python's own order knows no alphabet, and the server's locale is not to be trusted.
    """
    name = name.casefold()
    # before the accents go: the alef of ألمانيا carries a hamza, and is no article's
    if not name.startswith(NO_ARTICLE):
        name = name.removeprefix(ARABIC_ARTICLE)
    plain = unicodedata.normalize("NFD", name)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def letter(name: str) -> str:
    """The letter under which one looks for a name: "Á..." under A, "المغرب" under م."""
    return sorting(name)[:1].upper()


@lru_cache(maxsize=64)
def _territories(language: str) -> dict[str, str]:
    try:
        return Locale.parse(language).territories
    except UnknownLocaleError:
        return {}
