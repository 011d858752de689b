"""The first page of the admin and its weekly letter: what waits, and nothing that does not."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from content.models import BrowserSteps, Page, Section
from desk import dashboard
from desk.management.commands import check_links
from desk.models import CheckedLink
from directory import link_check
from directory.models import ContactMethod, Country
from editorial import states
from editorial.models import Source
from publishing.editions import changes, proposals
from publishing.editions.review import waiting_for
from publishing.models import Edition

from ..support.desk import log_in, person, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PUBLISHING_ROOT = tmp_path / "site"


@pytest.fixture
def nothing_due():
    today = timezone.localdate()
    ContactMethod.objects.update(phoned_on=today)
    Country.objects.update(valid_on=today, review_since=None)
    BrowserSteps.objects.update(tried_on=today)
    Source.objects.update(read_on=today)


def first_page(client) -> str:
    response = client.get(reverse("admin:index"))
    assert response.status_code == 200
    return response.content.decode()


def test_each_kind_of_thing_falls_due(nothing_due):
    today = timezone.localdate()
    assert dashboard.due(today) == []
    long_ago = today - timedelta(days=200)

    ContactMethod.objects.filter(key="bz/phone").update(due_on=long_ago)
    Country.objects.filter(key="ma").update(review_since=long_ago)
    BrowserSteps.objects.filter(key="firefox").update(tried_on=None)
    Source.objects.filter(key="civil-code").update(read_on=long_ago)
    Source.objects.exclude(kind=Source.Kind.LAW).update(read_on=long_ago)

    results = {
        type(contact.thing): contact.thing.key for contact in dashboard.due(today)
    }
    assert results == {
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
    before = {
        language.code: language.counts.copy() for language in dashboard.languages()
    }
    section = Section.objects.filter(page__key="trip").exclude(body_ar=None).first()
    section.body_ar = ""
    section.save()
    page = Page.objects.get(key="trip")
    states.reviewed(page, "en", "fatima")
    page.save()

    after = {language.code: language.counts for language in dashboard.languages()}

    missing, unreviewed = states.State.MISSING, states.State.UNREVIEWED
    assert after["ar"][missing] == before["ar"][missing] + 1
    assert after["en"][unreviewed] == before["en"][unreviewed] - 1


def test_counts_lead_to_lists_that_hold_as_many(admin_client):
    for language in dashboard.languages():
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
            link_check.Link(source.url, link_check.Answer.BROKEN, "404"),
            link_check.Link("https://goed.example/", link_check.Answer.GOOD),
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
    assert dashboard.unpublished() is None
    Edition.objects.make("eerste")
    assert dashboard.unpublished() == []
    page = Page.objects.get(key="trip")

    save(admin_client, page, lead_nl="Anders.")
    Section.objects.filter(page__key="back").first().delete()
    states.reviewed(other := Page.objects.get(key="back"), "ar")
    other.save()  # only a mark: visitors see no other word

    changed, gone = sorted(dashboard.unpublished(), key=lambda change: change.kind)
    assert (changed.name, changed.by) == (str(page), "admin")
    assert gone.name.endswith("(weg)")
    assert (gone.by, gone.url) == ("de server", "")
    assert "Veranderd sinds de laatste editie" in first_page(admin_client)
    assert "door admin" in first_page(admin_client)


def test_a_later_edition_wipes_no_name(admin_client, django_user_model):
    """Whoever changed what still waits, however many editions went online meanwhile."""
    editor = django_user_model.objects.create_user("fatima")
    Edition.objects.make("eerste")
    page = Page.objects.get(key="trip")
    page.lead_nl, page._history_user = "Anders.", editor
    page.save()
    shown = proposals.visible()
    other = "content.page", Page.objects.get(key="back").pk
    later = shown | {other: shown[other] | {"lead_nl": "Iets heel anders."}}
    Edition.objects.draft(changes.dump(later), "iets anders").save()
    save(admin_client, page, lead_nl="Weer anders.")

    (changed,) = (
        change for change in dashboard.unpublished() if change.name == str(page)
    )
    assert changed.by == "admin, fatima"

    save(admin_client, page, lead_nl=shown["content.page", page.pk]["lead_nl"])
    save(admin_client, page, lead_nl="Nog eens.")
    (changed,) = (
        change for change in dashboard.unpublished() if change.name == str(page)
    )
    assert changed.by == "admin"


def test_an_edition_older_than_a_field_leaves_nothing_unpublished():
    edition = Edition.objects.make("eerste")
    shown = changes.records(edition.snapshot)
    for (model, _), fields in shown.items():
        if model == "directory.contactmethod" and not fields["broken_on"]:
            del fields["broken_on"]  # as if the field came later
    edition.snapshot = changes.dump(shown)
    edition.save()

    assert dashboard.unpublished() == []


@pytest.fixture
def proposed():
    """A number that an editor chose, and nobody has read yet: the proposal, and who."""
    Edition.objects.make("eerste")
    editor = person("Redacteur")
    ContactMethod.objects.filter(key="bz/phone").update(number_nl="0800-2001")
    return proposals.propose(proposals.waiting().values(), "Nieuw nummer", editor)


def tasks_of(user) -> list[tuple[str, bool]]:
    return [(task.why, task.is_hers) for task in waiting_for(user)]


def test_each_role_sees_the_proposals_that_wait_for_it(client, proposed):
    second = "een tweede persoon moet dit lezen"
    publisher, editor = person("Publicist"), proposed.created_by

    assert tasks_of(publisher) == [(second, True)]
    assert tasks_of(editor) == [(second, False)]
    for role in ("Lezer", "Vertaler", "Beheerder"):
        assert tasks_of(person(role)) == []
    assert tasks_of(person("Redacteur", name="nog een")) == []
    html = first_page(log_in(client, publisher))
    assert reverse("admin:publishing_proposal_change", args=[proposed.pk]) in html
    assert 'Wacht op jou <span class="count">1</span>' in html


def test_a_proposal_is_told_at_every_step(proposed):
    publisher = person("Publicist")
    section = Section.objects.filter(page__key="trip").first()
    section.heading_nl, section._history_user = "Anders", publisher
    section.save()
    waiting = proposals.waiting().values()
    own = [change for change in waiting if change.model == "content.section"]
    signed = proposals.propose(own, "Een kop", publisher, confirmed_by=publisher)

    proposals.confirm(proposed, publisher, proposed.digest)
    assert ("kan online", True) in tasks_of(publisher)
    assert ("er moet nog getekend worden", True) in tasks_of(publisher)
    languages = proposals.outcome(signed).needs_signature
    proposals.sign(signed, publisher, languages)
    assert tasks_of(publisher) == [("kan online", True)] * 2

    signed.publish_at = timezone.now() + timedelta(hours=1)
    signed.save()
    ((why, is_hers),) = [
        item for item in tasks_of(publisher) if item[0] != "kan online"
    ]
    assert (why[:12], is_hers) == ("gepland voor", False)
    signed.failure = "de schijf is vol"
    signed.save()
    assert ("ging mis op het geplande moment: de schijf is vol", True) in tasks_of(
        publisher
    )


def test_what_others_put_online_meanwhile_and_in_a_hurry_is_told(proposed):
    publisher, other = person("Publicist"), person("Publicist", name="ander")
    hurry = proposals.propose(
        proposed.all_changes, "Spoed", publisher, emergency="Verkeerd nummer"
    )
    hurry.edition = Edition.objects.make("met spoed", publisher)
    hurry.save()

    late = "staat met spoed online: lees het achteraf na"
    moved = "is intussen anders online gezet: trek het in en kies opnieuw"
    assert tasks_of(other) == [(late, True), (moved, True)]
    assert tasks_of(publisher) == [(moved, True), (late, False)]
    assert tasks_of(proposed.created_by) == [(moved, True)]


@pytest.mark.parametrize(
    ("role", "leads"),
    [
        ("Redacteur", {"publiceren", "zoek", "uitwisselen", "dag"}),
        ("Publicist", {"publiceren", "zoek", "uitwisselen", "dag"}),
        ("Vertaler", {"zoek", "uitwisselen", "dag"}),
        ("Lezer", {"zoek", "uitwisselen", "dag"}),
    ],
)
def test_the_first_page_leads_to_what_each_role_may_do(client, role, leads):
    Edition.objects.make("eerste")
    Page.objects.filter(key="trip").update(lead_nl="Anders.")
    html = first_page(log_in(client, person(role))).partition('class="front-list"')[0]

    matches = {
        "publiceren": f'class="button" href="{reverse("admin:publishing_edition_add")}"',
        "zoek": reverse("desk:text_search"),
        "uitwisselen": reverse("desk:exchange"),
        "dag": f'action="{reverse("admin:publishing_edition_day")}"',
    }
    assert {name for name, link in matches.items() if link in html} == leads


def test_the_letter_tells_what_waits_for_whom(proposed, settings):
    settings.EMAIL_URL = "smtp://elders.example"
    for user in (proposed.created_by, person("Publicist")):
        user.email = f"{user.username}@elders.example"
        user.save()

    call_command("digest", verbosity=0)

    letters = {item.to[0].partition("@")[0]: item.body for item in mail.outbox}
    assert "Nieuw nummer: een tweede persoon" in letters["publicist"]
    assert "Nieuw nummer: van jou: een tweede persoon" in letters["redacteur"]


def test_the_letter_goes_to_who_can_do_something_about_it(settings, capsys):
    people = [person("Vertaler", "ar"), person("Redacteur"), person("Lezer")]
    for user in people:
        user.email = f"{user.username}@elders.example"
        user.save()
    settings.EMAIL_URL = "smtp://elders.example"

    call_command("digest")

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
    call_command("digest")

    output = capsys.readouterr().out
    assert "TE DOEN" in output
    assert "nothing was sent" in output
    assert mail.outbox == []
