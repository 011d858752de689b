"""The one place where a language is added.

A line here gives a language its address (/ar/), its own name, its direction and
the languages its texts fall back to. CONTRIBUTING.md lists the other steps.
"""

from dataclasses import dataclass

SOURCE = "nl"  # texts are written in Dutch first; every chain ends here


@dataclass(frozen=True)
class Language:
    """A language the site is offered in.

    code: BCP 47 tag, also the first part of every address
    name: what its speakers call it, as shown in the language list
    english: its English name, for editors' lists and Django's LANG_INFO
    direction: "ltr" or "rtl"
    fallback: codes tried in order where a text is missing
    decoy: where the exit leads; https, no app catches it, shows nothing personal
    """

    code: str
    name: str
    english: str
    decoy: str
    direction: str = "ltr"
    fallback: tuple[str, ...] = (SOURCE,)

    @property
    def chain(self) -> tuple[str, ...]:
        """This language, then those its texts fall back to."""
        return (self.code, *self.fallback)


LANGUAGES = {
    language.code: language
    for language in [
        Language(
            code="nl",
            name="Nederlands",
            english="Dutch",
            decoy="https://www.knmi.nl/nederland-nu/weer/verwachtingen",
            fallback=(),
        ),
        Language(
            code="en",
            name="English",
            english="English",
            decoy="https://worldweather.wmo.int/en/home.html",
        ),
        Language(
            code="ar",
            name="العربية",
            english="Arabic",
            decoy="https://worldweather.wmo.int/ar/home.html",
            direction="rtl",
            fallback=("en", SOURCE),
        ),
    ]
}

CODES = tuple(LANGUAGES)


def django_languages() -> list[tuple[str, str]]:
    """Pairs for Django's LANGUAGES setting."""
    return [(language.code, language.english) for language in LANGUAGES.values()]


def lang_info() -> dict[str, dict]:
    """Entries for Django's LANG_INFO, which does not know all our languages."""
    return {
        language.code: {
            "bidi": language.direction == "rtl",
            "code": language.code,
            "name": language.english,
            "name_local": language.name,
        }
        for language in LANGUAGES.values()
    }
