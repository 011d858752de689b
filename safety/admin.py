from django.contrib import admin

from staff.history import WithHistory

from .models import Decoy, WordList
from .words import words_in_file


@admin.register(Decoy)
class DecoyAdmin(WithHistory, admin.ModelAdmin):
    list_display = ["language", "url", "tried_on"]


@admin.register(WordList)
class WordListAdmin(WithHistory, admin.ModelAdmin):
    """A new list begins with the words of the file, so that none is lost."""

    def get_changeform_initial_data(self, request):
        code = request.GET.get("language", "nl")
        words = words_in_file().get(code, {"telling": [], "promises": []})
        return {"language": code} | {name: "\n".join(words[name]) for name in words}
