"""What an editor types: proofread, never lost, and never more than she changed."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from content.models import Section, SignalList
from directory.models import ContactMethod, Organisation
from editorial import states
from editorial.states import State

from ..support.desk import address, errors, opened, save, translated_section


@pytest.fixture
def section(db):
    return translated_section()


def test_saving_without_a_change_changes_nothing(admin_client, section):
    before = Section.objects.filter(pk=section.pk).values().get()

    assert save(admin_client, section, "ar").status_code == 302
    assert Section.objects.filter(pk=section.pk).values().get() == before


def test_saving_dutch_keeps_arabic_and_says_it_is_older_now(admin_client, section):
    assert save(admin_client, section, body_nl="Bel nu [bz].").status_code == 302

    section.refresh_from_db()
    assert section.body_nl == "Bel nu [bz]."
    assert section.body_ar == "اتصل [bz]."
    assert states.state(section, "ar") == State.OUTDATED


def test_saving_arabic_keeps_english_and_dutch(admin_client, section):
    section.body_nl = "Bel nu [bz]."
    section.save()

    assert (
        save(admin_client, section, "ar", body_ar="اتصل الآن [bz].").status_code == 302
    )

    section.refresh_from_db()
    assert section.words("nl") == {
        "heading": "Kop",
        "body": "Bel nu [bz].",
        "caution": "",
    }
    assert section.body_ar == "اتصل الآن [bz]."
    assert section.body_en == "Call [bz]."
    assert states.state(section, "ar") == State.UNREVIEWED
    assert states.state(section, "en") == State.OUTDATED


def test_a_native_speaker_signs_these_very_words(admin_client, section):
    assert save(admin_client, section, "ar", reviewed="on").status_code == 302
    section.refresh_from_db()
    assert states.state(section, "ar") == State.REVIEWED

    assert save(admin_client, section, "ar", heading_ar="عنوان آخر").status_code == 302
    section.refresh_from_db()
    assert states.state(section, "ar") == State.UNREVIEWED


def test_what_is_not_translated_cannot_be_signed(admin_client, section):
    response = save(admin_client, section, "ar", heading_ar="", reviewed="on")

    assert "Er ontbreekt nog tekst" in errors(response)


def test_one_tick_signs_the_parts_on_the_page(admin_client):
    signals = SignalList.objects.first()
    parts = [signals, *signals.signals.all()]
    for part in parts:
        part.set_words("ar", dict.fromkeys(part.WORDS, "نص"))
        part.save()

    assert save(admin_client, signals, "ar", reviewed="on").status_code == 302

    for part in parts:
        part.refresh_from_db()
        assert states.state(part, "ar") == State.REVIEWED


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("Bel 0800 2000.", "lijkt een telefoonnummer"),
        ("اتصل بالرقم ٠٨٠٠٢٠٠٠", "lijkt een telefoonnummer"),
        ("Bel [bz] of [nobody].", "er is geen organisatie"),
        ("Lees [page:nowhere] [bz].", "er is geen pagina"),
        ("Geen verwijzing.", "niet in deze vertaling"),
        ("[bz] <b>vet</b>", "kan hier niet"),
    ],
)
def test_bad_words_are_refused_in_dutch_and_nothing_is_lost(
    admin_client, section, words, message
):
    response = save(admin_client, section, "ar", body_ar=words, heading_ar="عنوان آخر")

    assert message in errors(response)
    form = response.context["adminform"].form
    assert form["body_ar"].value() == words
    assert form["heading_ar"].value() == "عنوان آخر"
    section.refresh_from_db()
    assert section.body_ar == "اتصل [bz]."


def test_dutch_words_that_are_needed_cannot_be_emptied(admin_client):
    signals = SignalList.objects.first()

    response = save(admin_client, signals, caveat_nl="")

    assert "Dit veld is verplicht." in errors(response)


def test_a_wrong_number_and_wrong_hours_are_refused_in_dutch(admin_client):
    method = ContactMethod.objects.filter(kind="phone").first()

    response = save(admin_client, method, number_nl="12", hours="maandag")

    assert "cijfers" in errors(response)
    assert "is geen openingstijd" in errors(response)
    assert response.context["adminform"].form["number_nl"].value() == "12"


def test_a_new_number_does_not_inherit_the_day_the_old_one_was_phoned(admin_client):
    method = ContactMethod.objects.filter(kind="phone").first()
    method.phoned_on, method.phoned_by = "2026-01-02", "Sam"
    method.save()

    assert "oude nummer" in errors(save(admin_client, method, number_nl="0800-1111"))
    read = {"phoned_on": "", "phoned_by": "", "read_in_source_on": "22-11-2026"}
    assert save(admin_client, method, number_nl="0800-1111", **read).status_code == 302


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("number_nl", "0800-1111"),
        ("number_abroad", "+31 20 000 0000"),
        ("url", "https://elders.example/"),
        ("hours", "Mo-Fr 09:00-17:00"),
    ],
)
def test_what_is_new_was_read_or_phoned_on_a_day_of_its_own(admin_client, field, new):
    method = ContactMethod.objects.filter(kind="phone").first()
    ContactMethod.objects.filter(pk=method.pk).update(
        phoned_on="2026-01-02", phoned_by="Sam", read_in_source_on="2026-01-02"
    )
    phoned_anew = {"phoned_on": f"{timezone.localdate():%d-%m-%Y}"}

    assert "Waar en wanneer las je" in errors(
        save(admin_client, method, **{field: new, "phoned_on": "", "phoned_by": ""})
    )
    response = save(admin_client, method, **{field: new}, **phoned_anew)

    assert response.status_code == 302
    # read or phoned today already: there is no other day to fill in
    assert save(admin_client, method, **{field: ""}).status_code == 302
    assert save(admin_client, method, **{field: new}).status_code == 302


def test_a_change_made_meanwhile_is_not_overwritten(admin_client, section):
    url = address(section, "ar")
    old = opened(admin_client, url)
    Section.objects.filter(pk=section.pk).update(body_nl="Bel altijd [bz].")

    assert admin_client.post(url, old | {"heading_ar": "عنوان آخر"}).status_code == 302
    section.refresh_from_db()
    assert (section.body_nl, section.heading_ar) == ("Bel altijd [bz].", "عنوان آخر")

    response = admin_client.post(url, old | {"body_nl": "Ik schreef [bz]."})
    assert "Iemand anders veranderde dit" in errors(response)
    assert "Bel altijd [bz]." in errors(response)
    form = response.context["adminform"].form
    assert form["body_nl"].value() == "Ik schreef [bz]."
    seen = {"initial-body_nl": form.data["initial-body_nl"]}
    mine = old | seen | {"body_nl": "Ik schreef [bz].", "heading_ar": "عنوان آخر"}
    assert admin_client.post(url, mine).status_code == 302


def test_the_seed_leaves_an_edited_text_alone(admin_client):
    section = Section.objects.filter(page__key="trip").first()
    words = section.words("nl") | {"heading": "Van de redactie"}
    assert save(admin_client, section, heading_nl="Van de redactie").status_code == 302

    call_command("seed", stdout=(output := StringIO()))

    section.refresh_from_db()
    assert section.words("nl") == words
    assert f"{section.key} (nl)" in output.getvalue()


def test_the_seed_knows_that_an_edited_dutch_text_is_newer(admin_client):
    section = Section.objects.filter(page__key="trip").first()
    assert save(admin_client, section, heading_nl="Van de redactie").status_code == 302

    call_command("seed", stdout=StringIO())

    section.refresh_from_db()
    assert states.state(section, "ar") == State.OUTDATED


def test_an_organisation_is_saved_with_its_contact_methods(admin_client):
    organisation = Organisation.objects.get(key="veilig-thuis")
    method = organisation.methods.filter(kind="phone").get()
    place = list(organisation.methods.all()).index(method)

    changes = {
        f"methods-{place}-number_nl": "0800-2001",
        f"methods-{place}-read_in_source_on": "22-11-2026",
        "what_nl": "Advies.",
    }
    assert save(admin_client, organisation, **changes).status_code == 302

    method.refresh_from_db()
    organisation.refresh_from_db()
    assert (method.number_nl, organisation.what_nl) == ("0800-2001", "Advies.")
