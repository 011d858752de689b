"""Judge the words as they are stored: for the admin's forms and for publishing.

The same rules as `checking` uses on the seed files.
"""

from collections.abc import Iterator

from django.apps import apps

from achterlating_site.languages import CODES, SOURCE
from safety.words import words_now

from . import rules
from .models import Entry
from .states import State, state


def known_now() -> rules.Known:
    """What tokens may point at, according to the database. Four queries."""
    # by label: content and directory import this app, never the other way round
    organisations = apps.get_model("directory.Organisation").objects
    methods = apps.get_model("directory.ContactMethod").objects
    pages = apps.get_model("content.Page").objects
    kinds = {key: set() for key in organisations.values_list("key", flat=True)}
    for key, kind in methods.values_list("organisation__key", "kind"):
        kinds[key].add(kind)
    keys = set(pages.values_list("key", flat=True))
    return rules.Known(kinds, keys, words_now())


def problems_of(entry: Entry, known: rules.Known) -> list[tuple[str, str, str]]:
    """What is wrong with the words of `entry`: (field, language, message).

    Words that are not there yet are no problem in a translation; in Dutch they
    are where the entry cannot do without them.
    """
    return [
        (field, language, message)
        for language in CODES
        for field, text in entry.words(language).items()
        for message in _problems(entry, field, language, text, known)
    ]


def problems_now() -> Iterator[tuple[Entry, str, str, str]]:
    """What is wrong in the working copy: (entry, field, language, message).

    A translation that waits for its translator may still point at what the older
    Dutch pointed at: an urgent change must not wait for fifteen languages.
    """
    known = known_now()
    for model in apps.get_models():
        for entry in model.objects.all() if issubclass(model, Entry) else ():
            for field, language, message in problems_of(entry, known):
                waits = language != SOURCE and state(entry, language) == State.OUTDATED
                text = entry.words(language)[field]
                if not waits or message in rules.problems(text, known, language, field):
                    yield entry, field, language, message


def _problems(
    entry: Entry, field: str, language: str, text: str, known: rules.Known
) -> Iterator[str]:
    if not text:
        if language == SOURCE and field in entry.REQUIRED:
            yield "Dit ontbreekt in het Nederlands."
        return
    yield from rules.problems(text, known, language, field)
    if field == "title" and entry.is_quiet:
        yield from rules.telling(text, known)
    limit = entry._meta.get_field(field).max_length
    if limit and len(text) > limit:
        yield f"Dit is {len(text)} tekens lang, hoogstens {limit} mag."
    if language != SOURCE:
        yield from rules.different_tokens(entry.words(SOURCE)[field], text)
