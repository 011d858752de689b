"""Languages in which one is answered: codes, named in the reader's own language."""

from babel import Locale, UnknownLocaleError
from django.core.exceptions import ValidationError

from languages.offered import LANGUAGES


def check_languages(codes: str) -> None:
    """Raise ValidationError unless all of "nl en" are codes of languages."""
    for code in codes.split():
        if code not in Locale("en").languages:
            raise ValidationError(
                f"“{code}” is geen taal. Schrijf codes met een spatie ertussen: nl en."
            )


def in_words(codes: str, language: str) -> str:
    """The languages in `codes`, named in `language`: "Nederlands, Engels"."""
    for candidate in LANGUAGES[language].chain:
        try:
            names = Locale.parse(candidate).languages
        except UnknownLocaleError:
            continue
        return ", ".join(names.get(code, code) for code in codes.split())
    return codes
