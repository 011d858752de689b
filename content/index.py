"""Words from A to Z: another way to a page, by tapping only."""

from itertools import groupby

from achterlating_site.languages import LANGUAGES
from directory.names import letter, sorting
from editorial.models import Words

from .models import IndexWord, Page


def by_letter(language: str) -> list[tuple[str, list[tuple[Page, Words]]]]:
    """Every word under its first letter, with the page it leads to.

    A language without words of its own shows those of the first in its chain that has.
    """
    words: list[IndexWord] = []
    for code in LANGUAGES[language].chain:
        words = list(IndexWord.objects.filter(language=code).select_related("page"))
        if words:
            break
    words.sort(key=lambda it: (sorting(it.word), it.word))
    return [
        (first, [(it.page, Words(it.word, it.language)) for it in same])
        for first, same in groupby(words, key=lambda it: letter(it.word))
    ]
