"""The first page of the admin and its weekly letter: what waits, and nothing that does not."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from content import desk
from content.models import BrowserSteps, Page, Section
from directory import links
from directory.management.commands import check_links
from directory.models import ContactMethod, Country
from editorial import states
from editorial.models import Source
from publishing.models import Edition
from staff.models import CheckedLink

from .desk import log_in, person, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PUBLISHING_ROOT = tmp_path / "site"


@pytest.fixture
def nothing_due():
    today = timezone.localdate()
    ContactMethod.objects.update(due_on=date(2100, 1, 1))
    Country.objects.update(valid_on=today, review_since=None)
    BrowserSteps.objects.update(tried_on=today)
    Source.objects.update(read_on=today)


def first_page(client) -> str:
    response = client.get(reverse("admin:index"))
    assert response.status_code == 200
    return response.content.decode()


def test_each_kind_of_thing_falls_due(nothing_due):
    today = timezone.localdate()
    assert desk.due(today) == []
    long_ago = today - timedelta(days=200)

    ContactMethod.objects.filter(key="bz/phone").update(due_on=long_ago)
    Country.objects.filter(key="ma").update(review_since=long_ago)
    BrowserSteps.objects.filter(key="firefox").update(tried_on=None)
    Source.objects.filter(key="civil-code").update(read_on=long_ago)
    Source.objects.exclude(kind=Source.Kind.LAW).update(read_on=long_ago)

    found = {type(it.thing): it.thing.key for it in desk.due(today)}
    assert found == {
        ContactMethod: "bz/phone",
        Country: "ma",
        BrowserSteps: "firefox",
        Source: "civil-code",
    }


def test_the_first_page_leads_to_what_is_due(admin_client, nothing_due):
    assert "Alles is op tijd nagekeken." in first_page(admin_client)
    method = ContactMethod.objects.get(key="bz/phone")
    ContactMethod.objects.filter(pk=method.pk).update(due_on=date(2020, 1, 1))

    html = first_page(admin_client)

    assert reverse("admin:directory_contactmethod_change", args=[method.pk]) in html
    assert "Alles is op tijd nagekeken." not in html


def test_every_language_is_counted_by_state():
    before = {it.code: it.counts.copy() for it in desk.languages()}
    section = Section.objects.filter(page__key="trip").exclude(body_ar=None).first()
    section.body_ar = ""
    section.save()
    page = Page.objects.get(key="trip")
    states.reviewed(page, "en", "fatima")
    page.save()

    after = {it.code: it.counts for it in desk.languages()}

    missing, unreviewed = states.State.MISSING, states.State.UNREVIEWED
    assert after["ar"][missing] == before["ar"][missing] + 1
    assert after["en"][unreviewed] == before["en"][unreviewed] - 1


def test_counts_lead_to_lists_that_hold_as_many(admin_client):
    for language in desk.languages():
        for _, cells in language.rows:
            for count, url in cells:
                if url and count and "section" in url:
                    assert admin_client.get(url).context["cl"].result_count == count


def test_a_translator_sees_her_own_languages(client):
    log_in(client, person("Vertaler", "ar"))

    html = first_page(client)

    assert "<strong>Arabisch</strong>" in html
    assert "<strong>Engels</strong>" not in html


def test_broken_links_lead_to_where_they_stand(admin_client, monkeypatch, capsys):
    source = Source.objects.exclude(url="").first()
    assert "Nog nooit nagegaan" in first_page(admin_client)
    monkeypatch.setattr(
        check_links,
        "check",
        lambda urls: [
            links.Link(source.url, links.Answer.BROKEN, "404"),
            links.Link("https://goed.example/", links.Answer.GOOD),
        ],
    )
    for _ in range(2):
        with pytest.raises(SystemExit):
            call_command("check_links")

    html = first_page(admin_client)

    assert CheckedLink.objects.count() == 2
    assert source.url in html
    assert reverse("admin:editorial_source_change", args=[source.pk]) in html
    assert "https://goed.example/" not in html


def test_what_changed_since_the_edition_and_by_whom(client, admin_client):
    assert desk.unpublished() is None
    Edition.objects.make("eerste")
    assert desk.unpublished() == []
    page = Page.objects.get(key="trip")

    save(admin_client, page, lead_nl="Anders.")
    Section.objects.filter(page__key="back").first().delete()
    states.reviewed(other := Page.objects.get(key="back"), "ar")
    other.save()  # only a mark: visitors see no other word

    changed, gone = sorted(desk.unpublished(), key=lambda it: it.kind)
    assert (changed.name, changed.by) == (str(page), "admin")
    assert gone.name.endswith("(weg)")
    assert (gone.by, gone.url) == ("de server", "")
    assert "Veranderd sinds de laatste editie" in first_page(admin_client)
    assert "door admin" in first_page(admin_client)


def test_the_letter_goes_to_who_can_do_something_about_it(settings, capsys):
    people = [person("Vertaler", "ar"), person("Redacteur"), person("Lezer")]
    for user in people:
        user.email = f"{user.username}@elders.example"
        user.save()
    settings.EMAIL_URL = "smtp://elders.example"

    call_command("desk_mail")

    letters = {letter.to[0].partition("@")[0]: letter for letter in mail.outbox}
    assert letters.keys() == {"vertaler", "redacteur"}
    assert "Engels" not in letters["vertaler"].body
    assert "Arabisch" in letters["vertaler"].body
    body = letters["redacteur"].body
    assert "Engels" in body
    assert "TE DOEN" in body
    assert settings.ADMIN_PATH + "/" not in body
    assert settings.SITE_URL not in body
    assert "&" not in body


def test_without_mail_the_letter_is_only_shown(capsys):
    call_command("desk_mail")

    said = capsys.readouterr().out
    assert "TE DOEN" in said
    assert "nothing was sent" in said
    assert mail.outbox == []
