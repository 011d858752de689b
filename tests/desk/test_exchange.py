"""Texts to translators and back, and back to the files: nothing changes that should not."""

import shutil
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import etree
from translate.storage import factory
from translate.storage.xliff import xlifffile

from content.models import Section
from desk import exchange, xliff
from editorial import states
from editorial.models import Entry
from editorial.states import State
from languages.offered import CODES, SOURCE
from seed.files import exporting, loading

from ..support.desk import translated_section

pytestmark = pytest.mark.django_db
PAGE = "desk:exchange"
# The part of XLIFF 1.2 that we write, after the specification: elements in their order,
# what each must carry, and the values that are allowed.
SCHEMA = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:oasis:names:tc:xliff:document:1.2"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="xliff"><attribute name="version"><value>1.2</value></attribute>
<element name="file"><attribute name="original"/><attribute name="source-language"><data type="language"/></attribute>
<attribute name="target-language"><data type="language"/></attribute>
<attribute name="datatype"><value>plaintext</value></attribute>
<element name="body"><zeroOrMore><element name="group"><attribute name="id"/>
<oneOrMore><element name="trans-unit"><attribute name="id"/><attribute name="resname"/>
<attribute name="xml:space" ns="http://www.w3.org/XML/1998/namespace"><value>preserve</value></attribute>
<element name="source"><ref name="words"/></element>
<element name="target"><attribute name="state"><choice><value>needs-translation</value>
<value>needs-review-translation</value></choice></attribute><ref name="words"/></element>
<element name="note"><text/></element></element></oneOrMore>
</element></zeroOrMore></element></element></element></start>
<define name="words"><attribute name="xml:lang" ns="http://www.w3.org/XML/1998/namespace"><data type="language"/></attribute>
<zeroOrMore><choice><text/><element name="ph"><attribute name="id"/><attribute name="ctype"><data type="string">
<param name="pattern">x-\\S+</param></data></attribute><text/></element></choice></zeroOrMore></define>
</grammar>""".replace('name="xml:', 'name="')


@pytest.fixture
def section():
    """A section whose Dutch changed after it was translated."""
    section = translated_section()
    section.body_nl = "Bel nu [bz].\n\nNog iets."
    section.save()
    return section


def returned(language: str, translate) -> bytes:
    """The file as a translator's tool sends it back: `translate(source, target)` done."""
    store = xlifffile.parsestring(exchange.export(language))
    for unit in store.units:
        words = translate(str(unit.source), str(unit.target or ""))
        target = unit.xmlelement.find(unit.namespaced("target"))
        target[:] = []  # the toolkit would leave the old placeholders behind new words
        unit.target = words
        target.set("state", "translated")
    file = BytesIO()
    store.serialize(file)
    return file.getvalue()


def entry_of(incoming, entry):
    return next(text for text in incoming if text.entry == entry)


def all_words() -> dict:
    return {
        (model._meta.label, entry.key, code): (
            entry.words(code),
            states.state(entry, code),
        )
        for model in exchange._models()
        for entry in model.objects.all()
        for code in CODES
    }


@pytest.mark.parametrize("language", [code for code in CODES if code != SOURCE])
def test_a_file_keeps_to_the_format_and_other_tools_read_it(section, language):
    data = exchange.export(language)

    schema = etree.RelaxNG(etree.fromstring(SCHEMA))
    schema.assertValid(etree.fromstring(data))
    file = BytesIO(data)
    file.name = "texts.xlf"
    store = factory.getobject(file)
    assert (store.sourcelanguage, store.targetlanguage) == (SOURCE, language)
    sources = [str(unit.source) for unit in store.units]
    assert "Bel nu [bz].\n\nNog iets." in sources
    ids = [unit.getid().rpartition("\x04")[2] for unit in store.units]
    assert len(set(ids)) == len(ids)


def test_only_what_is_missing_or_outdated_goes_along(section):
    for model in exchange._models():
        for entry in model.objects.exclude(pk=section.pk if model is Section else -1):
            if any(entry.words(SOURCE).values()):
                entry.set_words("ar", entry.words(SOURCE))
                states.translated(entry, "ar")
                entry.save()
    assert states.state(section, "ar") == State.MISSING or (
        states.state(section, "ar") == State.OUTDATED
    )

    _, units = xliff.read(exchange.export("ar"))

    assert {unit.entry for unit in units} == {f"content.section:{section.key}"}


@pytest.mark.parametrize("language", [code for code in CODES if code != SOURCE])
def test_a_round_trip_changes_nothing_it_should_not(section, language):
    before = all_words()

    _, incoming = exchange.plan(exchange.export(language))
    assert exchange.apply(incoming) == 0
    assert all_words() == before

    section.set_words(language, section.words(language) | {"body": ""})
    section.save()
    before = all_words()
    data = returned(language, lambda dutch, now: now or dutch)
    _, incoming = exchange.plan(data)
    exchange.apply(incoming)

    changed = {key for key, value in all_words().items() if value != before[key]}
    assert {code for _, _, code in changed} == {language}
    section.refresh_from_db()
    assert section.words(language)["body"] == "Bel nu [bz].\n\nNog iets."
    assert states.state(section, language) == State.UNREVIEWED


def test_what_nobody_looked_at_stays_outdated(section):
    section.body_ar = "اتصل [bz].\n\nشيء."
    states.translated(section, "ar", {"heading": "x", "body": "y", "caution": ""})
    section.save()
    _, incoming = exchange.plan(exchange.export("ar"))
    assert not entry_of(incoming, section).changes

    _, incoming = exchange.plan(returned("ar", lambda dutch, now: now or dutch))
    exchange.apply([entry_of(incoming, section)])

    section.refresh_from_db()
    assert section.body_ar == "اتصل [bz].\n\nشيء."
    assert states.state(section, "ar") == State.UNREVIEWED


def test_what_changed_in_dutch_meanwhile_is_refused(section):
    data = returned("ar", lambda dutch, now: dutch)
    Section.objects.filter(pk=section.pk).update(body_nl="Bel altijd [bz].\n\nEcht.")

    _, incoming = exchange.plan(data)

    assert "veranderd sinds" in entry_of(incoming, section).refused[0]
    exchange.apply(incoming)
    section.refresh_from_db()
    assert section.heading_ar == "عنوان"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("اتصل.\n\nشيء.", "niet in deze vertaling"),
        ("[bz] [ind]\n\nشيء.", "niet in het Nederlands"),
        ("اتصل الآن [bz].", "1 alinea's; het Nederlands heeft er 2"),
        ("[bz] 0800 2000\n\nشيء.", "lijkt een telefoonnummer"),
        ("[bz] <b>x</b>\n\nشيء.", "kan hier niet"),
    ],
)
def test_tokens_paragraphs_and_rules_are_kept(section, words, message):
    data = returned("ar", lambda dutch, now: words if "Nog iets" in dutch else dutch)

    _, incoming = exchange.plan(data)

    item = entry_of(incoming, section)
    assert message in " ".join(item.refused)
    exchange.apply(incoming)
    section.refresh_from_db()
    assert section.body_ar == "اتصل [bz]."


# Entities or not: a translator's tool writes no DOCTYPE.
BARE = b'<!DOCTYPE xliff><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file source-language="nl" target-language="ar"/></xliff>'
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><xliff version="1.2">&a;</xliff>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "leeg"),
        (b"PK\x03\x04 a Word file", "geen XLIFF-bestand"),
        (b"<html></html>", "geen XLIFF 1.2"),
        (BOMB, "geen XLIFF-bestand"),
        (BARE, "geen XLIFF-bestand"),
        (b"<xliff", "geen XLIFF-bestand"),
        (
            b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file source-language="nl" target-language="xx"/></xliff>',
            "is geen taal",
        ),
        (b"x" * (xliff.LARGEST + 1), "te groot"),
    ],
)
def test_a_file_that_is_no_xliff_gets_an_answer_in_dutch(admin_client, data, message):
    file = SimpleUploadedFile("texts.xlf", data)

    response = admin_client.post(reverse(PAGE), {"file": file})

    assert response.status_code == 200
    assert message in response.content.decode()


def test_a_file_that_is_too_large_is_not_even_parsed():
    with pytest.raises(xliff.NotXliff, match="te groot"):
        xliff.read(b"x" * (xliff.LARGEST + 1))


def test_changes_are_shown_first_and_written_after(admin_client, section):
    shown = admin_client.get(reverse(PAGE), {"haal": "ar"})
    assert shown["Content-Disposition"] == 'attachment; filename="teksten-ar.xlf"'
    data = returned(
        "ar", lambda dutch, now: f"{dutch}" if "Nog iets" in dutch else now or dutch
    )
    file = SimpleUploadedFile("texts.xlf", data)

    response = admin_client.post(reverse(PAGE), {"file": file})
    section.refresh_from_db()
    assert section.body_ar == "اتصل [bz]."
    assert "Er is nog niets geschreven" in response.content.decode()

    admin_client.post(reverse(PAGE), {"kept": response.context["kept"]})
    section.refresh_from_db()
    assert section.body_ar == "Bel nu [bz].\n\nNog iets."
    broken = admin_client.post(reverse(PAGE), {"kept": "%%%"})
    assert "geen XLIFF-bestand" in broken.content.decode()


# --- Back to the files


@pytest.fixture
def folder(tmp_path):
    for name in ("facts", "texts"):
        shutil.copytree(loading.FOLDER / name, tmp_path / name)
    return tmp_path


def test_the_page_gives_the_guide_for_translators_and_counts_right(
    admin_client, section, monkeypatch
):
    guide = admin_client.get(reverse(PAGE), {"uitleg": ""})
    assert guide["Content-Disposition"] == 'attachment; filename="TRANSLATING.md"'
    assert guide.content.startswith(b"# For translators")

    monkeypatch.setattr(exchange, "to_translate", lambda code: [section])
    html = admin_client.get(reverse(PAGE)).content.decode()
    assert "Arabisch: 1 tekst</a>" in html


def test_what_nobody_changed_is_written_back_unchanged(folder):
    report = exporting.export(folder)

    assert (report.written, report.missing, report.gone) == ([], [], [])


def test_an_editor_s_words_come_back_to_the_files(folder):
    before = {
        (record.model, record.key): record.words
        for record in loading.load(folder).records
    }
    changed = {}
    for model in exchange._models():
        entry = model.objects.first()
        field = model.WORDS[0]
        for code in (SOURCE, "ar"):
            words = entry.words(code) | {field: f"Regel één.\n\n- 'Twee' \\ {code}"}
            entry.set_words(code, words)
            changed[model._meta.label, entry.key, code] = words
        entry.save()
    gone = Section.objects.filter(page__key="tips").first()
    gone.delete()

    report = exporting.export(folder)
    seed = loading.load(folder)

    assert seed.problems == []
    assert report.gone == [gone.key]
    for record in seed.records:
        for code in CODES:
            words = changed.get((record.model, record.key, code))
            expected = before[record.model, record.key].get(code, {})
            if words:
                expected = {name: text for name, text in words.items() if text}
            results = {
                name: text for name, text in record.words.get(code, {}).items() if text
            }
            assert results == {k: v for k, v in expected.items() if v}, (
                record.key,
                code,
            )
    text = (folder / "texts/nl/organisations.toml").read_text()
    assert text.startswith("# Names and words")
    assert exporting.export(folder).written == []


def test_every_entry_with_words_can_be_exchanged():
    assert {model._meta.label for model in exchange._models()} >= {
        "content.Page",
        "content.Section",
        "directory.Organisation",
        "directory.Country",
    }
    assert all(issubclass(model, Entry) for model in exchange._models())
