"""Judge the words as they are stored: for the admin's forms and for publishing.

The same rules as `checking` uses on the seed files.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db.models import Model

from languages.offered import CODES, SOURCE
from safety.models import WordList
from safety.words import words_of

from . import rules
from .models import Entry
from .states import State, state
from .tokens import Target, models_of, target_of

LONGEST = 8_000  # signs of one text: more never fits in a page that arrives in one go


def known_now() -> rules.Known:
    """What tokens may point at, according to the database. Four queries."""
    models = [model for target in Target for model in models_of(target)]
    return known_from(
        record
        for model in (*models, WordList)
        for record in model._default_manager.all()
    )


def known_from(things: Iterable[Model]) -> rules.Known:
    """What tokens may point at, according to these records, stored or not."""
    by_target, lists = defaultdict(list), []
    for thing in things:
        by_target[target_of(type(thing))].append(thing)
        if isinstance(thing, WordList):
            lists.append(thing)
    keys = {
        organisation.pk: organisation.key
        for organisation in by_target[Target.ORGANISATION]
    }
    kinds = {key: set() for key in keys.values()}
    for way in by_target[Target.WAY]:
        kinds[keys[way.organisation_id]].add(way.kind)  # never without
    pages = {page.key for page in by_target[Target.PAGE]}
    return rules.Known(kinds, pages, words_of(lists))


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
    models = (model for model in apps.get_models() if issubclass(model, Entry))
    everything = (entry for model in models for entry in model.objects.all())
    return problems_in(everything, known_now())


def problems_in(
    entries: Iterable[Entry], known: rules.Known
) -> Iterator[tuple[Entry, str, str, str]]:
    """As `problems_now`, of these entries, stored or not."""
    for entry in entries:
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
    if len(text) > 2 * LONGEST:  # a whole document: one sentence about it is enough
        yield f"Dit is {len(text)} tekens lang, hoogstens {LONGEST} mag. Is dit wel de goede tekst?"
        return
    yield from rules.problems(text, known, language, field)
    if field == "title" and entry.is_quiet:
        yield from rules.telling(text, known)
    limit = entry._meta.get_field(field).max_length or LONGEST
    if len(text) > limit:
        yield f"Dit is {len(text)} tekens lang, hoogstens {limit} mag."
    if language != SOURCE:
        yield from rules.different_tokens(entry.words(SOURCE)[field], text)
