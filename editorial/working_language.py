"""The language an editor works in beside the Dutch, and how far things are in it."""

from babel import Locale
from django.contrib import admin

from languages.offered import CODES, LANGUAGES, SOURCE

from .models import Entry
from .states import State, reviewer, state

DUTCH = Locale(SOURCE)
TRANSLATIONS = [code for code in CODES if code != SOURCE]


def dutch_name(code: str) -> str:
    """What a language is called in the admin: "Arabisch"."""
    return DUTCH.languages.get(code, LANGUAGES[code].name)


def chosen_language(request) -> str | None:
    """The language beside the Dutch: ?taal=ar; none when it is not one of ours."""
    code = request.GET.get("taal")
    return code if code in TRANSLATIONS else None


def in_language(request) -> str:
    """The end of an address that keeps the chosen language."""
    code = chosen_language(request)
    return f"?taal={code}" if code else ""


def beside(request, obj) -> str | None:
    """The language beside the Dutch in a form. A new thing begins in Dutch alone."""
    return chosen_language(request) if obj else None


def languages_of(request, entries: list[Entry]) -> list[dict]:
    """The links at the top of a form: Dutch alone, or beside one of the others."""
    links = []
    for code in (None, *TRANSLATIONS):
        query = request.GET.copy()
        query.pop("taal", None)
        if code:
            query["taal"] = code
        links.append(
            {
                "url": f"?{query.urlencode()}",
                "is_current": code == chosen_language(request),
                "name": dutch_name(code) if code else "Alleen Nederlands",
                "own": LANGUAGES[code] if code else None,
                "state": how_far(entries, code) if code else None,
                "by": reviewer(entries[0], code) if code else "",
            }
        )
    return links


def how_far(entries: list[Entry], code: str) -> State | None:
    """How far a thing with its parts is: as far as the least of them.

    None where there is nothing to translate.
    """
    translatable = [entry for entry in entries if any(entry.words(SOURCE).values())]
    states = {state(entry, code) for entry in translatable}
    return next((option for option in State if option in states), None)


def in_short(entries: list[Entry], codes: list[str]) -> str:
    """How far in each language, for a list: "ontbreekt: Arabisch, Turks"."""
    states = {code: how_far(entries, code) for code in codes}
    return " · ".join(
        f"{option.label}: {', '.join(dutch_name(code) for code in codes if states[code] == option)}"
        for option in State
        if option in states.values()
    )


class LanguageFilter(admin.SimpleListFilter):
    """Chooses a language for the list and for the forms opened from it; hides nothing."""

    title = "taal naast het Nederlands"
    parameter_name = "taal"

    def lookups(self, request, model_admin):
        return [(code, dutch_name(code)) for code in TRANSLATIONS]

    def queryset(self, request, queryset):
        return queryset


class StateFilter(admin.SimpleListFilter):
    """What is still to do in the chosen language."""

    title = "stand van de vertaling"
    parameter_name = "stand"

    def lookups(self, request, model_admin):
        self.code, self.parts = chosen_language(request), model_admin.parts
        return State.choices if self.code else []

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        # worked out, never stored, so in Python; there are hundreds, not millions
        keys = [
            entry.pk
            for entry in queryset
            if how_far(self.parts(entry), self.code) == self.value()
        ]
        return queryset.filter(pk__in=keys)
