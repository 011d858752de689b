"""Who may do what, tried by asking for what one may not do: buttons protect nothing."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from content.models import Page, SignalList
from directory.models import ContactMethod, Organisation
from editorial.models import Source
from editorial.states import State, reviewer, state
from publishing.models import Edition
from staff.roles import ROLES, seed_roles

from ..support.desk import address, log_in, opened, person, save, translated_section

pytestmark = pytest.mark.django_db
PUBLISH = "admin:publishing_edition_add"


@pytest.fixture
def section():
    return translated_section()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PUBLISHING_ROOT = tmp_path / "site"


def test_roles_are_made_again_as_they_should_be():
    Group.objects.get(name="Lezer").permissions.clear()
    Group.objects.get(name="Vertaler").permissions.set(
        Group.objects.get(name="Publicist").permissions.all()
    )
    other = Group.objects.create(name="Iets anders")

    seed_roles()
    seed_roles()

    held = {
        group.name: set(group.permissions.values_list("codename", flat=True))
        for group in Group.objects.all()
    }
    assert held.keys() == {role.name for role in ROLES} | {other.name}
    assert "view_page" in held["Lezer"]
    assert not {item for item in held["Lezer"] if not item.startswith("view_")}
    assert held["Vertaler"] == held["Lezer"] | {"translate"}
    assert "change_page" in held["Redacteur"]
    assert "add_proposal" in held["Redacteur"]
    steps = {"publish_edition", "confirm_edition", "sign_edition"}
    assert not steps & held["Redacteur"]
    assert steps <= held["Publicist"]
    assert not {item for item in held["Publicist"] if item.endswith("_user")}
    assert "change_page" not in held["Beheerder"]


# --- A translator


@pytest.fixture
def translator(client):
    log_in(client, person("Vertaler", "ar", name="fatima"))
    return client


def test_a_translator_writes_in_her_own_language(translator, section):
    response = save(translator, section, "ar", body_ar="اتصل الآن [bz].")

    assert response.status_code == 302
    section.refresh_from_db()
    assert section.body_ar == "اتصل الآن [bz]."
    assert section.history.first().history_user.username == "fatima"


def test_a_translator_is_refused_in_another_language(translator, section):
    url = address(section, "en")
    seen = translator.get(url)
    assert seen.status_code == 200
    assert 'name="body_en"' not in seen.content.decode()

    response = translator.post(url, {"body_en": "Call nobody [bz]."})

    assert response.status_code == 403
    section.refresh_from_db()
    assert section.body_en == "Call [bz]."


@pytest.mark.parametrize("column", ["body_nl", "body_en", "heading_nl"])
def test_a_column_smuggled_into_her_own_form_is_refused(translator, section, column):
    before = getattr(section, column)
    sent = opened(translator, address(section, "ar"))
    assert column not in sent

    sent |= {
        "body_ar": "اتصل الآن [bz].",
        column: "Iets anders",
        f"initial-{column}": "",
    }
    response = translator.post(address(section, "ar"), sent)

    assert response.status_code == 403
    section.refresh_from_db()
    assert (getattr(section, column), section.body_ar) == (before, "اتصل [bz].")


def test_facts_smuggled_into_her_own_form_change_nothing(translator, section):
    page = Page.objects.get(key="trip")
    save(translator, page, "ar", high_risk="", position="99", number="77", door="9")
    save(translator, section, "ar", kind="warning", contacts="1", sources="1")

    assert Page.objects.get(key="trip", position=page.position).high_risk
    was = section.kind, list(section.contacts.all())
    section.refresh_from_db()
    assert (section.kind, list(section.contacts.all())) == was


def test_parts_in_the_form_of_their_whole_are_guarded_alike(translator):
    whole = Organisation.objects.get(key="veilig-thuis")
    method = whole.methods.first()
    number = method.number_nl
    sent = opened(translator, address(whole, "ar"))

    craft = {"methods-0-number_nl": "0800-9999", "methods-0-id": method.pk}
    assert translator.post(address(whole, "ar"), sent | craft).status_code == 403
    craft = {"methods-0-DELETE": "on", "methods-0-kind": "web"}
    translator.post(address(whole, "ar"), sent | craft)

    method.refresh_from_db()
    assert (method.number_nl, method.kind) == (number, "phone")


def test_a_translator_neither_adds_nor_deletes_nor_publishes(translator, section):
    urls = [
        reverse("admin:content_page_add") + "?taal=ar",
        reverse("admin:content_section_delete", args=[section.pk]) + "?taal=ar",
        reverse("admin:editorial_source_add"),
        reverse(PUBLISH),
        reverse("admin:auth_user_add"),
        address(Source.objects.first(), "ar"),
    ]
    sent = {"post": "yes", "note": "Toch"}

    assert {url: translator.post(url, sent).status_code for url in urls} == (
        dict.fromkeys(urls, 403)
    )
    assert not Edition.objects.exists()


def test_a_translator_is_not_led_to_what_she_may_not_do(translator, section):
    form = translator.get(address(section.page, "ar")).content.decode()

    assert "Stuk tekst toevoegen" not in form
    assert "Laat een ander haar lezen" not in form
    assert "Bekijk de pagina zoals ze bewaard is" in form


def test_who_is_refused_is_told_so_in_dutch_with_a_way_back(translator):
    response = translator.get(reverse("admin:content_section_add"))

    html = response.content.decode()
    assert response.status_code == 403
    assert "Dit mag je hier niet doen" in html
    assert f'href="{reverse("admin:index")}">Terug naar je bureau' in html


def test_dutch_is_nobodys_translation(client, section):
    log_in(client, person("Vertaler", "nl", "ar"))

    for url in (address(section), address(section, "nl")):
        assert client.post(url, {"body_nl": "Anders."}).status_code == 403


def test_a_native_speaker_signs_with_her_name(translator, section):
    assert save(translator, section, "ar", reviewed="on").status_code == 302

    section.refresh_from_db()
    assert state(section, "ar") == State.REVIEWED
    assert reviewer(section, "ar") == "fatima"
    assert (
        "nagekeken door fatima"
        in translator.get(address(section, "ar")).content.decode()
    )


def test_who_does_not_speak_it_cannot_sign(client, section):
    log_in(client, person("Redacteur", "en"))

    assert (
        save(client, section, "ar", body_ar="اتصل [bz]!", reviewed="on").status_code
        == 302
    )
    assert save(client, section, "en", reviewed="on").status_code == 302

    section.refresh_from_db()
    assert state(section, "ar") == State.UNREVIEWED
    assert state(section, "en") == State.REVIEWED


# --- The others


def test_a_reader_changes_nothing(client, section):
    log_in(client, person("Lezer", "ar"))
    things = [section, section.page, SignalList.objects.first(), Source.objects.first()]

    for thing in things:
        for language in ("", "ar"):
            url = address(thing, language)
            assert client.get(url).status_code == 200
            assert client.post(url, {"body_ar": "x"}).status_code == 403


def test_an_editor_neither_publishes_nor_hands_out_roles(client):
    editor = person("Redacteur")
    log_in(client, editor)
    method = ContactMethod.objects.first()
    action = {"action": "does_not_work", "_selected_action": [method.pk]}

    assert client.post(reverse(PUBLISH), {"note": "Toch"}).status_code == 403
    assert client.post(address(editor), {"is_superuser": "on"}).status_code == 403
    client.post(reverse("admin:directory_contactmethod_changelist"), action)

    method.refresh_from_db()
    assert method.broken_on is None
    assert not Edition.objects.exists()


def test_a_publisher_does_not_hand_out_roles(client):
    publisher = person("Publicist")
    log_in(client, publisher)

    urls = [reverse("admin:auth_user_add"), address(publisher)]

    assert [client.post(url, {}).status_code for url in urls] == [403, 403]
    assert client.get(reverse(PUBLISH)).status_code == 200


def test_an_administrator_hands_out_roles_and_changes_no_text(client, section):
    log_in(client, person("Beheerder"))
    other = person("Lezer")
    data = {
        "username": "lezer",
        "is_active": "on",
        "groups": [Group.objects.get(name="Vertaler").pk],
        "speaks-TOTAL_FORMS": 1,
        "speaks-INITIAL_FORMS": 0,
        "speaks-0-language": "ar",
        "speaks-0-user": other.pk,
    }

    assert client.post(address(other), data).status_code == 302
    assert client.post(address(section), {"body_nl": "Anders."}).status_code == 403
    assert client.post(reverse(PUBLISH), {"note": "Toch"}).status_code == 403

    assert [group.name for group in other.groups.all()] == ["Vertaler"]
    assert [speak.language for speak in other.speaks.all()] == ["ar"]


def test_an_administrator_neither_makes_nor_touches_a_superuser(client, admin_user):
    log_in(client, person("Beheerder"))
    other = person("Lezer")

    client.post(address(other), {"username": "lezer", "is_superuser": "on"})
    password = reverse("admin:auth_user_password_change", args=[admin_user.pk])
    delete = reverse("admin:auth_user_delete", args=[admin_user.pk])
    sent = {"password1": "een andere lange zin", "password2": "een andere lange zin"}

    assert client.post(password, sent).status_code == 403
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert client.post(address(admin_user), {"username": "x"}).status_code == 403
    users = get_user_model().objects.filter(is_superuser=True)
    assert [user.username for user in users] == ["admin"]


def test_who_wrote_something_is_closed_off_and_not_deleted(client):
    """Else the history would say that the server wrote it."""
    editor, nobody = person("Redacteur", name="fatima"), person("Lezer")
    page = Page.objects.get(key="trip")
    page.lead_nl, page._history_user = "Anders.", editor
    page.save()
    log_in(client, person("Beheerder"))

    for user, status in {editor: 403, nobody: 302}.items():
        delete = reverse("admin:auth_user_delete", args=[user.pk])
        assert client.post(delete, {"post": "yes"}).status_code == status

    assert page.history.first().history_user == editor
    assert not get_user_model().objects.filter(pk=nobody.pk).exists()


def test_the_day_a_number_was_phoned_is_no_translators_to_set(translator):
    method = ContactMethod.objects.get(key="veilig-thuis/phone")

    save(translator, method, "ar", phoned_on=str(date(2026, 1, 1)), phoned_by="ik")

    method.refresh_from_db()
    assert method.phoned_on is None
