"""Who changed what, per field and language; and an old text put back through its form."""

import pytest
from django.contrib.admin import site
from django.contrib.admin.utils import flatten_fieldsets
from django.core.management import call_command
from django.urls import reverse

from content.models import Page
from directory.models import ContactMethod, Organisation
from editorial.models import Source
from publishing.editions import snapshot
from safety.models import Decoy
from staff.admin.history import WithHistory, shown_fields
from staff.word_diff import differences

from ..support.desk import errors, log_in, opened, person, save, translated_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return translated_section()


def history(client, thing):
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_history"
    return client.get(reverse(name, args=[thing.pk]))


def steps(client, thing) -> list[tuple]:
    """What the page tells: (who, {column: pieces}, notes)."""
    response = history(client, thing)
    assert response.status_code == 200
    return [
        (step.who, {c.field.name: c.pieces for c in step.changes}, step.notes)
        for step in response.context["steps"]
    ]


def test_every_step_says_who_what_and_in_which_language(client, admin_client, section):
    save(admin_client, section, "ar", body_nl="Bel [bz].\r\n\r\nNog meer.")
    translator = person("Vertaler", "ar", name="fatima")
    log_in(client, translator)
    save(client, section, "ar", heading_ar="عنوان جديد", reviewed="on")

    words = steps(admin_client, section)

    assert words[0][0] == "fatima"
    assert words[0][1] == {"heading_ar": [("same", "عنوان"), ("new", " جديد")]}
    assert words[0][2] == ["Arabisch nagekeken door fatima"]
    assert words[1][0] == "admin"
    assert words[1][1] == {
        "body_nl": [("same", "Bel [bz].\n\nNog"), ("gone", " iets."), ("new", " meer.")]
    }
    html = history(admin_client, section).content.decode()
    assert '<p class="pieces" lang="ar" dir="rtl">' in html
    assert "<ins> جديد</ins>" in html


def test_an_old_text_is_put_back_through_the_form(admin_client, section):
    save(admin_client, section, "ar", body_ar="نص آخر تماما لا يشبه [bz].")
    (step, *_) = history(admin_client, section).context["steps"]
    url = step.changes[0].restore_url

    sent = opened(admin_client, url)

    assert sent["body_ar"] == "اتصل [bz]."
    section.refresh_from_db()
    assert "آخر" in section.body_ar  # looking changes nothing
    sent["initial-body_ar"] = section.body_ar  # as the page carries it, see below
    assert 'name="initial-body_ar"' in admin_client.get(url).content.decode()
    assert "نص آخر تماما" in admin_client.get(url).content.decode()
    assert admin_client.post(url, sent).status_code == 302
    section.refresh_from_db()
    assert section.body_ar == "اتصل [bz]."
    assert section.history.first().history_user.username == "admin"


def test_an_old_text_is_proofread_like_a_new_one(admin_client, section):
    type(section).objects.filter(pk=section.pk).update(body_nl="Bel 0800-2000.")
    section.refresh_from_db()
    section.save()
    save(admin_client, section, body_nl="Bel [bz].")
    (step, *_) = history(admin_client, section).context["steps"]

    sent = opened(admin_client, step.changes[0].restore_url)
    sent["initial-body_nl"] = "Bel [bz]."
    response = admin_client.post(step.changes[0].restore_url, sent)

    assert "lijkt een telefoonnummer" in errors(response)


def test_a_translator_puts_back_her_own_language_only(client, admin_client, section):
    save(admin_client, section, "ar", body_ar="نص آخر [bz].", body_nl="Bel nu [bz].")
    log_in(client, person("Vertaler", "ar"))

    (step, *_) = history(client, section).context["steps"]

    urls = {change.field.name: change.restore_url for change in step.changes}
    assert urls["body_ar"]
    assert not urls["body_nl"]
    crafted = urls["body_ar"].replace("veld=body_ar", "veld=body_nl")
    assert "Bel [bz]." not in client.get(crafted).content.decode().partition("<form")[0]
    assert client.post(crafted, {"body_nl": "Bel [bz]."}).status_code == 403


def test_an_address_and_a_key_are_not_put_back(admin_client):
    page = Page.objects.get(key="trip")
    page.number, page.position = 940, 60
    page.save()

    (step, *_) = history(admin_client, page).context["steps"]

    urls = {change.field.name: bool(change.restore_url) for change in step.changes}
    assert urls == {"number": False, "position": True}


def test_facts_are_told_in_words(admin_client):
    method = ContactMethod.objects.get(key="bz/phone")
    method.confidence = "low"
    method.fallback = Organisation.objects.get(key="politie")
    method.save()

    words = steps(admin_client, method)[0]

    assert words[0] == "een opdracht op de server"
    assert "confidence" in words[1]
    assert any(
        "Politie" in text for kind, text in words[1]["fallback"] if kind == "new"
    )


def test_a_seed_is_one_step_and_a_second_one_none(admin_client):
    page = Page.objects.get(key="trip")
    assert steps(admin_client, page) == [("de zaadbestanden", {}, ["Gemaakt"])]

    call_command("seed", verbosity=0)

    assert page.history.count() == 1


def test_a_history_that_began_late_says_so(admin_client):
    page = Page.objects.get(key="trip")
    page.history.all().delete()
    save(admin_client, page, lead_nl="Anders.")

    words = "Veranderd; hoe het eerst was, is niet bewaard"
    assert steps(admin_client, page) == [("admin", {}, [words])]


def test_a_history_of_any_thing_opens_also_for_who_only_reads(client):
    decoy = Decoy.objects.create(language="nl", url="https://www.knmi.nl/")
    log_in(client, person("Lezer"))

    assert history(client, decoy).status_code == 200
    for thing in (Page.objects.first(), Source.objects.first()):
        thing.position += 1
        thing.save()
        (change,) = history(client, thing).context["steps"][0].changes
        assert (change.field.name, change.restore_url) == ("position", "")


def test_no_edition_holds_the_history_or_the_people():
    assert Page.history.exists()

    text = snapshot.take()

    assert "historical" not in text
    assert '"staff.' not in text
    assert '"auth.' not in text


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("een twee", "een twee", [("same", "een twee")]),
        (
            "een twee drie",
            "een drie",
            [("same", "een"), ("gone", " twee"), ("same", " drie")],
        ),
        ("", "nieuw", [("new", "nieuw")]),
        ("weg", "", [("gone", "weg")]),
        (
            "heel iets anders",
            "dit dus",
            [("gone", "heel iets anders"), ("new", "dit dus")],
        ),
    ],
)
def test_differences_are_told_word_by_word(before, after, pieces):
    assert differences(before, after) == pieces


def test_who_took_a_contact_or_a_source_off_is_one_step(admin_client, client, section):
    section.contacts.set(Organisation.objects.filter(key__in=["alarm", "bz"]))
    kept = Organisation.objects.get(key="bz")
    save(admin_client, section, contacts=[kept.pk], heading_nl="Ook anders")

    (who, changes, notes), *_ = steps(admin_client, section)

    assert who == "admin"
    assert "Ook anders" in "".join(text for _, text in changes["heading_nl"])
    gone = "".join(text for kind, text in changes["contacts"] if kind == "gone")
    assert str(Organisation.objects.get(key="alarm")) in gone


def test_the_seed_writes_one_step_with_what_it_points_at():
    page = Page.objects.filter(sources__isnull=False).first()

    (record,) = page.history.all()

    kept = {source.source_id for source in record.sources.all()}
    assert kept == {source.pk for source in page.sources.all()} != set()


def forms() -> list:
    """Every admin with a form whose history is kept."""
    return [
        (model, admin)
        for model, admin in site._registry.items()
        if hasattr(model, "history") and issubclass(type(admin), WithHistory)
    ]


@pytest.mark.filterwarnings("ignore::django.utils.deprecation.RemovedInDjango60Warning")
def test_every_field_of_every_form_is_in_the_history(rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    assert len(forms()) > 10
    for model, admin in forms():
        plain = {field.name for field in shown_fields(model)}
        relations = {field.name for field in model._meta.local_many_to_many}
        names = {
            name
            for name in flatten_fieldsets(admin.get_fieldsets(request))
            if any(field.name == name for field in model._meta.get_fields())
        }
        assert names - set(admin.get_readonly_fields(request)) <= plain | relations, (
            model
        )
