"""Words from A to Z: another way to a page, by tapping only."""

from itertools import groupby

from content.models import IndexWord, Page
from directory.country_names import letter, sorting
from editorial.models import Words
from languages.offered import LANGUAGES


def words_of(language: str) -> list[IndexWord]:
    """The words of a language, those that lead to the open wing too.

    One without words of its own borrows those of the first in its chain that has.
    """
    for code in LANGUAGES[language].chain:
        words = list(IndexWord.objects.filter(language=code).select_related("page"))
        if words:
            return words
    return []


def by_letter(language: str) -> list[tuple[str, list[tuple[Page, Words]]]]:
    """Every word under its first letter, with the quiet page it leads to.

    Words that lead to the open wing are for its search: no list of the quiet wing
    leads to an address that gives the subject away.
    """
    words = [entry for entry in words_of(language) if entry.page.is_quiet]
    words.sort(key=lambda entry: (sorting(entry.word), entry.word))
    return [
        (first, [(entry.page, Words(entry.word, entry.language)) for entry in same])
        for first, same in groupby(words, key=lambda entry: letter(entry.word))
    ]
