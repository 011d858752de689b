"""Judge the seed files with the proofreading rules. Nothing is changed here."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Field, Model

from editorial import rules
from editorial.models import Entry
from editorial.proofreading import problems_of
from safety.words import words_of_files

from ..files.loading import Problem, Record, Seed
from ..files.schema import SHAPES

# Pages whose words claim something about the world must say where it comes from.
CLAIMING = (
    "content.Section",
    "content.SignalList",
    "content.FigureTable",
    "content.Resource",
    "content.SchoolHoliday",
    "directory.ContactMethod",
    "directory.Country",
)


def check(seed: Seed) -> list[Problem]:
    """Everything that is wrong with the seed, in the order of its files."""
    known = known_to(seed)
    problems = list(seed.problems)
    problems += _doubles(seed)
    problems += _addresses(seed)
    for record in seed.records:
        problems += _facts(record)
        problems += _links(record, seed)
        problems += _words(record, known)
    return problems


def known_to(seed: Seed) -> rules.Known:
    """What tokens may point at, according to the files."""
    organisations = {record.key: set() for record in seed.of("directory.Organisation")}
    for method in seed.of("directory.ContactMethod"):
        organisations[method.links["organisation"]].add(method.facts.get("kind", ""))
    keys = set(seed.by_key("content.Page"))
    return rules.Known(organisations, keys, words_of_files())


def _doubles(seed: Seed) -> Iterator[Problem]:
    counts = Counter((record.model, record.key) for record in seed.records)
    for (_, key), count in counts.items():
        if count > 1:
            yield Problem("facts", key, "komt twee keer voor.")


def _addresses(seed: Seed) -> Iterator[Problem]:
    """Every quiet page but home has one number, every open page a slug."""
    numbered = Counter(seed.numbers.values())
    pages = seed.by_key("content.Page")
    countries = {
        f"country/{country.key}": country for country in seed.of("directory.Country")
    }
    for key, country in countries.items():
        if key not in numbered:
            yield Problem(
                country.file,
                country.key,
                f"heeft nog geen nummer. Zet “{key}” in facts/numbers.toml.",
            )
    for key, count in numbered.items():
        if key not in pages | countries:
            yield Problem(
                "facts/numbers.toml",
                key,
                "er is geen pagina met deze sleutel. Is ze weg, schrijf dan “retired:” en waar ze heen leidt.",
            )
        if count > 1:
            yield Problem("facts/numbers.toml", key, "heeft twee nummers.")
    slugs = defaultdict(list)
    for page in pages.values():
        if page.facts.get("layout") == "home":
            continue
        if page.facts.get("wing") == "open":
            slugs[page.facts.get("slug")].append(page)
            if not page.facts.get("slug"):
                yield Problem(
                    page.file,
                    "slug",
                    "een pagina in de open vleugel heeft een slug nodig.",
                )
        elif page.key not in numbered:
            yield Problem(
                page.file,
                "",
                f"heeft nog geen nummer. Zet “{page.key}” in facts/numbers.toml.",
            )
    for slug, same in slugs.items():
        if slug and len(same) > 1:
            yield Problem(same[1].file, "slug", f"“{slug}” is al van {same[0].key}.")


def _facts(record: Record) -> Iterator[Problem]:
    """Facts fit their fields: choices, lengths, shapes of numbers and hours."""
    model = apps.get_model(record.model)
    needed = {
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, Field) and not (field.blank or field.has_default())
    }
    for name in needed & {*SHAPES[record.model].facts} - record.facts.keys():
        yield Problem(record.file, f"{record.key}.{name}", "ontbreekt.")
    for name, value in {"key": record.key, **record.facts}.items():
        field = model._meta.get_field(name)
        try:
            _clean(field, value)
        except ValidationError as error:
            yield Problem(
                record.file, f"{record.name}.{name}", " ".join(error.messages)
            )
            return
    if model.clean is not Model.clean:
        yield from _whole(model, record)


def _whole(model: type[Model], record: Record) -> Iterator[Problem]:
    """What only shows when the facts stand together: a way of contact without a number."""
    facts = {
        name: model._meta.get_field(name).to_python(value)
        for name, value in record.facts.items()
    }
    try:
        model(**facts).clean()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield Problem(record.file, f"{record.key}.{name}", " ".join(messages))


def _clean(field: Field, value) -> None:
    if value in field.empty_values and field.blank:
        return
    field.run_validators(field.to_python(value))
    field.validate(value, None)


def _links(record: Record, seed: Seed) -> Iterator[Problem]:
    model = apps.get_model(record.model)
    for name, keys in record.links.items():
        target = model._meta.get_field(name).related_model._meta.label
        existing = seed.by_key(target)
        for key in [keys] if isinstance(keys, str) else keys:
            if key not in existing:
                yield Problem(
                    record.file, f"{record.name}.{name}", f"“{key}” bestaat niet."
                )
    if record.model in CLAIMING and not _sources(record, seed):
        yield Problem(
            record.file,
            f"{record.key}.sources",
            "noemt geen bron. Zet erbij waar dit vandaan komt (facts/sources.toml).",
        )


def _sources(record: Record, seed: Seed) -> list[str]:
    """Where a record says its facts come from; a section may leave it to its page."""
    whole = record.links.get("page")
    page = seed.by_key("content.Page").get(whole)
    return (
        record.sources or record.links.get("source") or (page.sources if page else [])
    )


def _words(record: Record, known: rules.Known) -> Iterator[Problem]:
    """What proofreading says of the words, as the admin and publishing ask it too."""
    model = apps.get_model(record.model)
    if not issubclass(model, Entry):
        return
    entry = model(key=record.key, **_sound_facts(model, record))
    for language, words in record.words.items():
        entry.set_words(language, words)
    for field, language, message in problems_of(entry, known):
        yield Problem(_file(record, language), f"{record.key}.{field}", message)


def _sound_facts(model: type[Model], record: Record) -> dict:
    """The facts that fit their fields; `_facts` says what is wrong with the others."""
    sound = {}
    for name, value in record.facts.items():
        with suppress(ValidationError):
            sound[name] = model._meta.get_field(name).to_python(value)
    return sound


def _file(record: Record, language: str) -> str:
    return f"texts/{language}/{record.file.removeprefix('facts/')}"
