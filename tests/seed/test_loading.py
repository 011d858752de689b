"""Seed files: read, judged, stored; never over an editor's words."""

import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from content.models import Page, Section
from directory.models import ContactMethod
from editorial.models import Source
from seed import applying
from seed.files import loading
from seed.proofreading import validation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_history(settings):
    """What a seed leaves behind it is told in test_history; here it costs half the time."""
    settings.SIMPLE_HISTORY_ENABLED = False


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A copy of the seed files that a test may break."""
    for name in ("facts", "texts"):
        shutil.copytree(loading.FOLDER / name, tmp_path / name)
    monkeypatch.setattr(loading.load, "__defaults__", (tmp_path,))
    return tmp_path


def seed() -> str:
    out = StringIO()
    call_command("seed", stdout=out, stderr=out)
    return out.getvalue()


def edit(path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def complaints(files) -> list[str]:
    return [str(problem) for problem in validation.check(loading.load(files))]


def test_the_files_are_right():
    assert validation.check(loading.load()) == []


def test_seeding_twice_changes_nothing():
    assert seed().startswith("0 new, 0 changed")


def test_a_changed_file_changes_its_text(files):
    edit(
        files / "texts/nl/pages/home.toml", "Kijkt er iemand mee?", "Kijkt iemand mee?"
    )

    assert seed().startswith("0 new, 1 changed")
    assert "Kijkt iemand mee?" in Page.objects.get(key="home").lead_nl


def test_an_editors_text_is_left_alone_and_named(files):
    page = Page.objects.get(key="home")
    page.lead_nl = "Kies rustig."
    page.save()
    edit(
        files / "texts/nl/pages/home.toml", "Kijkt er iemand mee?", "Kijkt iemand mee?"
    )

    assert "left alone, an editor changed it: home (nl)" in seed()
    page.refresh_from_db()
    assert page.lead_nl == "Kies rustig."


def test_an_editors_number_is_left_alone_and_named(files):
    method = ContactMethod.objects.get(key="lkha/phone")
    method.hours = "Mo-Fr 10:00-16:00"
    method.save()
    edit(files / "facts/organisations.toml", 'cost = "normal"', 'cost = "free"')

    assert "left alone, an editor changed it: lkha/phone (gegevens)" in seed()
    method.refresh_from_db()
    assert (method.hours, method.cost) == ("Mo-Fr 10:00-16:00", "normal")


def test_a_fact_taken_out_of_the_file_goes_back_to_its_default(files):
    edit(files / "facts/pages/trip.toml", "high_risk = true\n", "")

    assert seed().startswith("0 new, 1 changed")
    assert not Page.objects.get(key="trip").high_risk


def test_links_follow_the_file(files):
    section = Section.objects.get(key="help/netherlands")
    assert section.contacts.count() == 2
    edit(
        files / "facts/pages/help.toml",
        'contacts = ["alarm", "veilig-thuis"]',
        'contacts = ["veilig-thuis"]',
    )

    seed()

    assert [organisation.key for organisation in section.contacts.all()] == [
        "veilig-thuis"
    ]


def test_a_broken_file_changes_nothing_and_is_named(files):
    (files / "texts/en/pages/home.toml").write_text('heading = "no end')
    before = list(Source.objects.values_list("key", flat=True))

    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("seed", stderr=StringIO())

    assert list(Source.objects.values_list("key", flat=True)) == before
    assert any(
        line.startswith("texts/en/pages/home.toml: is geen goede TOML")
        for line in complaints(files)
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (
            "facts/pages/trip.toml",
            "high_risk = true",
            "hihg_risk = true",
            "facts/pages/trip.toml: trip.hihg_risk: is geen bekende sleutel.",
        ),
        (
            "texts/nl/pages/trip.toml",
            'lead = "',
            'led = "',
            "pages/trip.toml: trip.led: is geen bekende sleutel.",
        ),
        (
            "texts/nl/pages/trip.toml",
            "Bel nu [veilig-thuis].",
            "Bel nu 0800 2000.",
            "trip/today.body: “0800 2000” lijkt een telefoonnummer.",
        ),
        (
            "texts/nl/pages/trip.toml",
            "Bel nu [veilig-thuis].",
            "Bel nu [veilig-huis].",
            "trip/today.body: [veilig-huis]: er is geen organisatie “veilig-huis”.",
        ),
        (
            "texts/en/pages/trip.toml",
            "[page:airport]",
            "[page:help]",
            "trip/today.body: [page:airport] staat in het Nederlands, maar niet in deze vertaling.",
        ),
        (
            "facts/pages/trip.toml",
            'next_page = "',
            'next_page = "no-',
            "bestaat niet.",
        ),
        (
            "facts/organisations.toml",
            'number_nl = "0800-2000"',
            'number_nl = "0800"',
            "veilig-thuis/phone.number_nl: “0800” heeft te veel of te weinig cijfers.",
        ),
        (
            "facts/organisations.toml",
            'hours = "Mo-Fr 09:00-17:00"',
            'hours = "Mo-Fr 17:00-09:00"',
            "is geen openingstijd.",
        ),
        (
            "facts/numbers.toml",
            '13 = "phone"',
            '98 = "trip"',
            "trip: heeft twee nummers.",
        ),
        (
            "facts/countries.toml",
            'number = "1548"',
            'number = "geen"',
            "dz/police.number: “geen” is geen telefoonnummer.",
        ),
        (
            "facts/countries.toml",
            "[dk",
            "[dx",
            "“dx” is geen landcode.",
        ),
        (
            "facts/numbers.toml",
            '101 = "country/ma"',
            '101 = "country/mx"',
            "ma: heeft nog geen nummer. Zet “country/ma” in facts/numbers.toml.",
        ),
        (
            "facts/posts.toml",
            'land = "ma"',
            'land = "xx"',
            "rabat.land: “xx” is geen landcode.",
        ),
        (
            "facts/organisations.toml",
            'number_nl = "0800-2000"\n',
            "",
            "veilig-thuis/phone.number_nl: Vul een nummer in.",
        ),
        (
            "facts/organisations.toml",
            'languages = "nl"',
            'languages = "xx"',
            "“xx” is geen taal.",
        ),
        (
            "facts/organisations.toml",
            'topics = "danger"',
            'topics = "dangers"',
            "“dangers” kan hier niet.",
        ),
        (
            "texts/nl/pages/trip.toml",
            "Bel nu [veilig-thuis].",
            "Ga naar 1234 AB.",
            "“1234 AB” is een postcode.",
        ),
    ],
)
def test_a_mistake_is_named_with_file_key_and_remedy(files, file, old, new, complaint):
    edit(files / file, old, new)

    assert any(complaint in line for line in complaints(files)), complaints(files)


def test_a_section_without_a_source_is_refused(files):
    path = files / "facts/pages/trip.toml"
    lines = [line for line in path.read_text().splitlines() if "sources" not in line]
    path.write_text("\n".join(lines))

    assert any("noemt geen bron" in line for line in complaints(files))


def test_applying_stores_every_record():
    loaded = loading.load()

    report = applying.apply(loaded)

    assert report.counts == {"same": len(loaded.records)}


def test_what_an_editor_took_away_stays_away():
    Section.objects.get(key="trip/later").delete()

    assert "left alone, an editor changed it: trip/later (verwijderd)" in seed()
    assert not Section.objects.filter(key="trip/later").exists()


def test_what_is_made_again_is_seeded_again():
    section = Section.objects.get(key="trip/later")
    page = section.page
    section.delete()

    Section.objects.create(key="trip/later", page=page)

    assert "verwijderd" not in seed()


def test_files_are_proofread_as_publishing_does():
    """A page without a wing is quiet by default; no text is longer than a page may be."""
    files = loading.load()
    page = files.by_key("content.Page")["trip"]
    del page.facts["wing"]
    page.words["nl"] |= {"title": "Huwelijksdwang", "lead": "Lang genoeg. " * 800}

    problems = [str(problem) for problem in validation.check(files)]

    assert any("trip.title" in line and "verraadt" in line for line in problems)
    assert any("trip.lead" in line and "8000 mag" in line for line in problems)
