from django.contrib import admin

from languages.offered import LANGUAGES
from safety.models import Decoy, WordList
from safety.words import words_in_file
from staff.admin.history import WithHistory


@admin.register(Decoy)
class DecoyAdmin(WithHistory, admin.ModelAdmin):
    list_display = ["language", "url", "tried_on"]


@admin.register(WordList)
class WordListAdmin(WithHistory, admin.ModelAdmin):
    """Shows what counts already, in every language; an editor adds to it."""

    fields = ["language", "telling", "promises", "tell_already", "promise_already"]
    readonly_fields = ["tell_already", "promise_already"]

    @admin.display(description="verraden al")
    def tell_already(self, kept):
        return _of_the_file("telling")

    @admin.display(description="zijn al verboden beloften")
    def promise_already(self, kept):
        return _of_the_file("promises")


def _of_the_file(kind: str) -> str:
    return "\n".join(
        f"{LANGUAGES[code].english}: {', '.join(words[kind])}"
        for code, words in words_in_file().items()
    )
