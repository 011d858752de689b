"""The ministry's feed: what differs is shown and marked, and no file can do harm."""

import re
import shutil
from contextlib import suppress
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.country_import import Standing, from_feed, from_folder, look, store
from directory.models import Country
from directory.travel_advice import Advice, AdviceError, parse

FOLDER = Path(__file__).parent / "advice"
SOMALIA = (FOLDER / "SOM.xml").read_bytes()
TODAY = date(2026, 11, 21)
OFTEN = settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def somalia(db):
    return Country.objects.get(key="so")


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    return tmp_path


def run(*arguments) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("import_countries", *arguments, stdout=out)
    except SystemExit as stop:
        return stop.code, out.getvalue()
    return 0, out.getvalue()


def looked_up(country: Country, content: bytes):
    return look(country, lambda iso3: content)


# --- Reading


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("SOM", {"999", "888", "446"}),
        ("ETH", {"991", "902"}),
        ("TUR", {"112", "110"}),
        ("AFG", set()),
        ("SDN", set()),
    ],
)
def test_local_numbers_are_found_as_they_are_printed(name, numbers):
    assert parse((FOLDER / f"{name}.xml").read_bytes()).numbers == numbers


def test_conditions_are_kept_beside_the_numbers():
    advice = parse((FOLDER / "ETH.xml").read_bytes())

    assert "Let op: deze nummers werken alleen in Addis Abeba." in advice.printed
    assert advice.valid_on == date(2026, 10, 7)
    assert "href" not in advice.printed


@pytest.mark.django_db
def test_the_stored_numbers_are_those_of_the_feed():
    for file in FOLDER.glob("*.xml"):
        country = Country.objects.get(iso3=file.stem)
        finding = looked_up(country, file.read_bytes())

        assert finding.standing in (Standing.DATED, Standing.SAME), finding


# --- Comparing


def test_a_changed_number_is_shown_and_marked_and_nothing_else(somalia, folder):
    store(looked_up(somalia, SOMALIA), TODAY)
    changed = SOMALIA.replace(b"Politie: 888", b"Politie: 777").replace(
        b"geldig op: 18-09-2026", b"geldig op: 20-11-2026"
    )
    before = list(somalia.numbers.values_list("number", flat=True))

    finding = looked_up(somalia, changed)
    store(finding, TODAY)

    somalia.refresh_from_db()
    assert finding.lines == ["# In geval van nood", "- Politie: 888", "+ Politie: 777"]
    assert somalia.review_since == TODAY
    assert somalia.valid_on == date(2026, 9, 18)  # the page says what stood there then
    assert list(somalia.numbers.values_list("number", flat=True)) == before
    assert "777" in somalia.printed


TURKEY = (FOLDER / "TUR.xml").read_text()
RED = re.sub(
    r"is\s+rood\s+voor\s+het\s+grensgebied.*?Irak", "is rood voor heel Turkije", TURKEY, count=1, flags=re.S
)  # fmt: skip
APART = TURKEY.replace("<p>In heel Turkije is al langer", "<p>In Turkije is al lang")
NATIONALITY = TURKEY.replace(
    "Nederlanders die ook de Turkse nationaliteit hebben</h4>",
    "Nederlanders die ook de Turkse nationaliteit hebben</h4><p>Zij mogen niet weg.</p>",
)


@pytest.fixture
def turkey(db):
    country = Country.objects.get(key="tr")
    store(looked_up(country, TURKEY.encode()), TODAY)
    return country


@pytest.mark.parametrize(
    ("text", "part", "line"),
    [
        (RED, "# In het kort", "rood voor heel Turkije"),
        (NATIONALITY, "# Wetten en gebruiken", "+ Zij mogen niet weg."),
    ],
)
def test_a_change_of_colour_or_law_is_shown_under_the_name_of_its_part(
    turkey, text, part, line
):
    assert text != TURKEY

    finding = looked_up(turkey, text.encode())

    assert finding.standing == Standing.REVIEW
    assert finding.lines[0] == part
    assert any(line in item for item in finding.lines if item.startswith("+"))


def test_a_change_that_is_not_kept_is_still_looked_at(turkey):
    assert APART != TURKEY
    newer = APART.replace("gewijzigd op: 01-10-2026", "gewijzigd op: 07-10-2026")

    finding = looked_up(turkey, newer.encode())

    assert finding.standing == Standing.REVIEW
    assert finding.lines == [
        "- Laatst gewijzigd op: 01-10-2026",
        "+ Laatst gewijzigd op: 07-10-2026",
    ]


def test_a_first_import_vouches_for_nothing_that_was_changed_since(db):
    country = Country.objects.get(key="tr")
    newer = RED.replace("gewijzigd op: 01-10-2026", "gewijzigd op: 07-10-2026")

    finding = looked_up(country, newer.encode())
    store(finding, TODAY)

    assert finding.standing == Standing.REVIEW
    assert "wijzigde dit op 07-10-2026" in finding.lines[0]
    assert country.review_since == TODAY


def test_what_an_editor_has_looked_at_is_not_shown_again(turkey):
    newer = RED.replace("gewijzigd op: 01-10-2026", "gewijzigd op: 07-10-2026")
    store(looked_up(turkey, newer.encode()), TODAY)
    turkey.review_since = None
    turkey.save()

    finding = looked_up(turkey, newer.encode())
    store(finding, TODAY)

    assert finding.lines == []
    assert turkey.modified_on == date(2026, 10, 7)


def test_only_a_newer_date_needs_nobody(somalia):
    store(looked_up(somalia, SOMALIA), TODAY)
    newer = SOMALIA.replace(b"geldig op: 18-09-2026", b"geldig op: 20-11-2026")

    finding = looked_up(somalia, newer)
    store(finding, TODAY)

    assert finding.standing == Standing.DATED
    assert somalia.valid_on == date(2026, 11, 20)
    assert somalia.review_since is None


def test_other_spaces_and_quotes_are_no_change(somalia):
    store(looked_up(somalia, SOMALIA), TODAY)
    text = SOMALIA.decode().replace("Let op: uw", "Let   op:\n uw").replace("’", "'")

    assert looked_up(somalia, text.encode()).standing == Standing.SAME


def test_a_file_of_another_country_or_an_older_one_is_refused(somalia):
    store(looked_up(somalia, SOMALIA), TODAY)
    older = SOMALIA.replace(b"geldig op: 18-09-2026", b"geldig op: 18-08-2026")

    assert (
        "niet van SOM" in looked_up(somalia, (FOLDER / "TUR.xml").read_bytes()).lines[0]
    )
    assert "is ouder" in looked_up(somalia, older).lines[0]


# --- The command


@pytest.mark.django_db
def test_a_broken_file_is_named_and_the_others_go_on(folder):
    (folder / "ETH.xml").write_bytes(SOMALIA[:3000])
    before = Country.objects.filter(key="et").values().get()

    code, shown = run(folder, "--only", "so", "et", "tr", "--save")

    assert code == 1
    assert re.search(r"Ethiopië \(broken\)\n    is geen goede XML", shown)
    assert "dated: 2, review: 0, broken: 1" in shown
    assert Country.objects.filter(key="et").values().get() == before
    assert Country.objects.get(key="tr").printed


@pytest.mark.django_db
def test_without_save_nothing_is_stored(folder):
    code, shown = run(folder, "--only", "so")

    assert code == 0
    assert "niets bewaard" in shown
    assert Country.objects.get(key="so").printed == ""


@pytest.mark.django_db
def test_an_unknown_country_and_a_missing_folder_are_refused(folder):
    with pytest.raises(CommandError, match="xx"):
        run(folder, "--only", "xx")
    with pytest.raises(CommandError, match="geen map"):
        run(folder / "nowhere")


def test_the_feed_is_asked_over_https_only():
    with pytest.raises(AdviceError, match="https"):
        from_feed("http://example.org/{iso3}")


def test_a_feed_that_cannot_be_reached_is_said_so():
    fetch = from_feed("https://127.0.0.1:9/{iso3}", pause=0)

    with pytest.raises(AdviceError, match="niet te bereiken"):
        fetch("SOM")


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(AdviceError, match="staat niet in"):
        from_folder(tmp_path)("SOM")


# --- Hostile

BOMB = b"""<?xml version="1.0"?><!DOCTYPE document [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<document><isocode>&c;</isocode></document>"""
OUTSIDE = b"""<!DOCTYPE document [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<document><isocode>&x;</isocode></document>"""


@pytest.mark.parametrize("content", [BOMB, OUTSIDE, b"<!DOCTYPE document><document/>"])
def test_entities_and_document_types_are_refused(content):
    with pytest.raises(AdviceError, match="DOCTYPE"):
        parse(content)


@pytest.mark.parametrize(
    "content", [b"", b"\x00", b"<a", b"<document/>", b'<?xml version="1.0" encoding="x"?><a/>', b" " * 3_000_000]
)  # fmt: skip
def test_what_is_no_advice_is_refused(content):
    with pytest.raises(AdviceError):
        parse(content)


@OFTEN
@given(st.integers(0, len(SOMALIA) - 1))
def test_a_file_that_was_cut_off_is_refused(length):
    with pytest.raises(AdviceError):
        parse(SOMALIA[:length])


@OFTEN
@given(st.integers(0, len(SOMALIA)), st.binary(min_size=1, max_size=30))
def test_bytes_in_the_wrong_place_are_read_or_refused(place, extra):
    with suppress(AdviceError):  # and nothing else may come out
        assert parse(SOMALIA[:place] + extra + SOMALIA[place:]).printed


PARTS = re.findall(
    rb"<(?:id|canonical|introduction|isocode|modificationdate|modifications|location|content)>.*?"
    rb"</(?:id|canonical|introduction|isocode|modificationdate|modifications|location|content)>",
    SOMALIA,
    re.S,
)


@OFTEN
@given(st.permutations(PARTS))
def test_the_order_of_the_parts_does_not_matter(parts):
    document = b"<document>" + b"".join(parts) + b"</document>"

    assert parse(document) == parse(SOMALIA)


@OFTEN
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_any_html_leaves_text_without_tags_that_were_opened(text):
    document = SOMALIA.decode().replace(
        "<h4>Lokale", f"{text.replace(']]>', '')}<h4>Lokale"
    )
    try:
        advice = parse(document.encode())
    except AdviceError:
        return

    assert isinstance(advice, Advice)
    assert "href=" not in advice.printed.replace(" ".join(text.split()), "")


def test_very_deep_nesting_is_survived():
    deep = b"<document>" + b"<a>" * 50_000 + b"</a>" * 50_000 + b"</document>"

    with pytest.raises(AdviceError, match="mist"):
        parse(deep)
