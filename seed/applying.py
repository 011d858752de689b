"""Put the seed in the database, without ever writing over an editor.

A text is replaced only while it still reads as the seed last wrote it; likewise
the facts of a record. What an editor has made different is left alone and named.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models, transaction
from simple_history.models import HistoricalRecords

from editorial import states
from languages.offered import SOURCE

from .files.loading import Record, Seed
from .files.schema import SHAPES
from .models import Tombstone


@dataclass
class Report:
    """What a seed did. counts: of "new", "changed", "same"; kept: "trip/today (nl)"."""

    counts: Counter = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def apply(seed: Seed) -> Report:
    """Store the records of a seed that `checking.check` found nothing wrong with."""
    report = Report()
    things = _Things()
    numbers = {key: number for number, key in seed.numbers.items()}
    records = list(_not_removed(seed.records, report))
    for record in records:
        if record.model == "content.Page":
            record.facts["number"] = numbers.get(record.key)
        elif record.model == "directory.Country":
            record.facts["number"] = numbers.get(f"country/{record.key}")
        _store(record, things, report)
    for record in records:  # what may point forward comes last
        _link(record, things, report)
    _remember(records, things)
    return report


def _remember(records: list[Record], things: "_Things") -> None:
    """One step in the history for each thing that changed, however often it was saved."""
    changed: dict[tuple[str, bool], list[models.Model]] = {}
    for record in records:
        if record.is_changed:
            thing = things[record.model][record.key]
            changed.setdefault((record.model, record.is_new), []).append(thing)
    for (label, is_new), entries in changed.items():
        history = apps.get_model(label).history
        steps = history.bulk_history_create(
            entries, update=not is_new, default_change_reason="de zaadbestanden"
        )
        if steps:  # None where histories are switched off
            _remember_relations(steps, apps.get_model(label))


def _remember_relations(steps: list, model: type[models.Model]) -> None:
    """What each step's thing points at: made in bulk, a history leaves relations to many out."""
    by_pk = {step.id: step for step in steps}
    for relation in model._meta.local_many_to_many:
        kept, through = (
            HistoricalRecords.m2m_models[relation],
            relation.remote_field.through,
        )
        own = relation.m2m_column_name()
        columns = [field.attname for field in through._meta.fields]
        kept.objects.bulk_create(
            kept(
                history=by_pk[getattr(row, own)],
                **{name: getattr(row, name) for name in columns},
            )
            for row in through.objects.filter(**{f"{own}__in": by_pk})
        )


def _not_removed(records: list[Record], report: Report) -> Iterator[Record]:
    """Without what an editor took away, and without the parts of it."""
    removed = set(Tombstone.objects.values_list("model", "key"))
    for record in records:
        wholes = {(record.model, record.key)}
        for name in SHAPES[record.model].owners:
            field = apps.get_model(record.model)._meta.get_field(name)
            wholes.add((field.related_model._meta.label, record.links[name]))
        if wholes & removed:
            removed.add((record.model, record.key))
            report.kept.append(f"{record.key} (verwijderd)")
        else:
            yield record


class _Things(dict):
    """What is stored, by model and key. Asks the database once a model and relation."""

    def __missing__(self, label: str) -> dict[str, models.Model]:
        model = apps.get_model(label)
        records = model._default_manager.all()
        if label in SHAPES:  # a seed that changes nothing is run at every start
            records = records.prefetch_related(*SHAPES[label].links)
        self[label] = {thing.key: thing for thing in records}
        for thing in self[label].values():
            thing.skip_history_when_saving = True  # see _remember
        return self[label]


def _store(record: Record, things: _Things, report: Report) -> None:
    """Save the record without the links that may point at something not yet stored."""
    model = apps.get_model(record.model)
    thing = things[record.model].get(record.key)
    record.is_new = thing is None
    if record.is_new:
        thing = model(key=record.key)
        thing.skip_history_when_saving = True
        for name in SHAPES[record.model].owners:
            label = model._meta.get_field(name).related_model._meta.label
            setattr(thing, name, things[label][record.links[name]])
    before = dict(thing.digests)
    _write_words(thing, record, report)
    record.is_new = record.is_new or "facts" not in before
    if record.is_new:
        _write_facts(thing, record)
    if record.is_new or thing.digests != before:
        thing.save()
        record.is_changed = True
    things[record.model][record.key] = thing


def _link(record: Record, things: _Things, report: Report) -> None:
    thing = things[record.model][record.key]
    was = thing.digests.get("facts", {}).get("seeded")
    if not record.is_new and was != _facts_digest(thing):
        report.kept.append(f"{record.key} (gegevens)")
        report.counts["changed" if record.is_changed else "same"] += 1
        return
    _write_facts(thing, record)
    for name in SHAPES[record.model].links:
        relation = thing._meta.get_field(name)
        stored = things[relation.related_model._meta.label]
        keys = record.links.get(name)
        if relation.many_to_many:
            if _keys(thing, name) != sorted(keys or []):
                getattr(thing, name).set([stored[key] for key in keys or []])
        elif keys or relation.null:
            setattr(thing, name, stored[keys] if keys else None)
    now = _facts_digest(thing)
    if now != was:
        thing.digests = {**thing.digests, "facts": {"seeded": now}}
        thing.save()
        record.is_changed = True
    state = "new" if was is None else "changed" if record.is_changed else "same"
    report.counts[state] += 1


def _write_facts(thing: models.Model, record: Record) -> None:
    """Set every fact: what the record does not name goes back to its default."""
    thing.position = record.position
    for name in SHAPES[record.model].facts:
        field = thing._meta.get_field(name)
        value = record.facts.get(name, field.get_default())
        setattr(thing, name, field.to_python(value))


def _facts_digest(thing: models.Model) -> str:
    """A digest of all facts and links as they are stored now.

    What is empty or at its default is left out: a field added later changes nothing.
    """
    shape = SHAPES[thing._meta.label]
    facts = {}
    for name in ("position", *shape.facts):
        field, value = thing._meta.get_field(name), getattr(thing, name)
        if value != field.to_python(field.get_default()):
            facts[name] = str(value)
    for name in shape.links:
        value = getattr(thing, name)
        if thing._meta.get_field(name).many_to_many:
            value = ",".join(_keys(thing, name))
        if value:
            facts[name] = getattr(value, "key", value)
    return states.digest(facts)


def _keys(thing: models.Model, name: str) -> list[str]:
    """The keys of what a relation to many points at."""
    return sorted(other.key for other in getattr(thing, name).all())


def _write_words(thing: models.Model, record: Record, report: Report) -> None:
    blank = dict.fromkeys(thing.WORDS, "")
    dutch = blank | record.words.get(SOURCE, {})
    for language in record.words:
        words = blank | record.words[language]
        if words != thing.words(language):
            if not states.untouched(thing, language):
                report.kept.append(f"{record.key} ({language})")
                continue
            thing.set_words(language, words)
        elif not any(words.values()) or not states.untouched(thing, language):
            continue
        states.seeded(thing, language)
        # the file's Dutch, not an editor's: what she changed makes this outdated
        states.translated(thing, language, dutch)
