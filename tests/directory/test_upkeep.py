"""What must be looked at again, what does not work, and what may never stand here."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from content.token_values import Facts
from directory import link_check
from directory.models import ContactMethod, Country
from directory.upkeep import amend, mark_broken, mark_overdue, methods_in, overdue
from editorial.models import Source
from editorial.rules import Known, problems
from editorial.tokens import Token
from languages.offered import CODES
from publishing import jobs
from publishing.build import live
from publishing.editions import snapshot, urgent
from publishing.models import Edition, Proposal

from ..support.desk import log_in, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def nothing_overdue():
    ContactMethod.objects.update(phoned_on=timezone.localdate())
    Country.objects.update(valid_on=timezone.localdate())


def run(command: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command(command, stdout=out)
    except SystemExit as stop:
        return stop.code, out.getvalue()
    return 0, out.getvalue()


def test_what_is_past_its_day_is_listed_and_alarms(nothing_overdue):
    assert run("stale") == (0, "0 na te kijken.\n")

    called = {"phoned_on": date(2025, 6, 1), "due_on": date(2026, 1, 1)}
    ContactMethod.objects.filter(key="lkha/phone").update(**called)
    Country.objects.filter(key="so").update(review_since=date(2026, 1, 2))
    code, shown = run("stale")

    assert code == 1
    assert shown.index("lkha/phone") < shown.index("land so") < shown.index("2 na te")


def test_without_a_day_of_its_own_it_is_half_a_year_after_it_was_checked():
    dated = Source(dated="2026-01-01")
    method = ContactMethod(source=dated, read_in_source_on=date(2026, 1, 1))
    assert method.due == date(2026, 6, 30)

    method.confirmed_on = date(2026, 3, 1)
    assert method.due == date(2026, 8, 28)

    method.phoned_on = date(2026, 5, 1)
    assert method.due == date(2026, 10, 28)


def test_what_only_a_source_without_a_date_says_is_due_at_once(client):
    method = ContactMethod.objects.get(key="lkha/phone")
    assert method.source.dated == ""
    method.due_on = date(2027, 6, 1)  # nobody can put off what was never checked

    assert method.due == method.read_in_source_on
    assert method.mark(date(2026, 11, 30)) or method.is_overdue
    method.save()
    card = client.get("/nl/92/").content.decode().partition("(LKHA)</h3>")[2]
    card = card.partition("</div>")[0]
    assert "uit een bron zonder datum" in card
    assert "niet nagekeken sinds" not in card

    method.confirmed_in = Source.objects.get(key="gemeente-nu")
    method.confirmed_on = date(2026, 11, 1)
    assert method.due == date(2027, 6, 1)


def test_a_confirming_source_and_its_date_go_together():
    seed = ContactMethod.objects.select_related("source", "confirmed_in")
    for method in seed:
        assert bool(method.confirmed_in) == bool(method.confirmed_on), method.key
        if method.confirmed_in:
            assert method.confirmed_in.dated == method.confirmed_on.isoformat()


def test_a_page_that_others_quote_is_no_official_source():
    quoted = ContactMethod.objects.filter(source__kind="quoted")
    assert quoted
    for method in quoted:
        assert method.confidence == "medium-quoted", method.key
        assert not method.is_dialable, method.key


def test_every_method_and_country_falls_due():
    keys = {contact.what for contact in overdue(date(2200, 1, 1))}

    assert len(keys) == ContactMethod.objects.count() + Country.objects.count()


# --- It does not work


def test_what_does_not_work_is_offered_nowhere_and_its_stand_in_is_named():
    ContactMethod.objects.filter(key="lkha/phone").update(broken_on=date(2026, 11, 1))
    words = Facts("nl", "abroad").render(Token("contact", "lkha"), within="nl")

    assert "345" not in words
    assert "werkt nu niet" in words
    assert 'href="tel:+31247247247"' in words


def test_without_a_stand_in_it_says_that_it_does_not_work():
    ContactMethod.objects.filter(key="ind/phone").update(broken_on=date(2026, 11, 1))

    words = Facts("nl", "nl").render(Token("contact", "ind"), within="nl")

    assert "href" not in words
    assert "(werkt nu niet)" in words


@pytest.mark.parametrize(
    ("key", "token", "place", "gone", "instead"),
    [
        ("bz/whatsapp", "whatsapp:bz", "abroad", "wa.me", "tel:+31247247247"),
        (
            "veilig-thuis/chat",
            "chat:veilig-thuis",
            "nl",
            "veiligthuis.nl",
            "tel:08002000",
        ),
        ("veilig-thuis/phone", "contact:veilig-thuis", "nl", "0800", "+31703454319"),
        ("fier/chat", "chat:fier", "nl", "fier.nl/chat", "tel:08002000"),
        ("fier/chat", "chat:fier", "abroad", "fier.nl/chat", "chat van Veilig Thuis"),
    ],
)
def test_every_kind_of_way_has_something_in_its_place(key, token, place, gone, instead):
    ContactMethod.objects.filter(key=key).update(broken_on=date(2026, 11, 1))
    kind, organisation = token.split(":")

    words = Facts("nl", place).render(Token(kind, organisation), within="nl")

    assert gone not in words
    assert "werkt nu niet; in plaats daarvan" in words
    assert instead in words


def test_a_stand_in_that_is_broken_too_is_not_named():
    broken = ContactMethod.objects.filter(key__in=["bz/whatsapp", "bz/phone", "bz/web"])
    broken.update(broken_on=date(2026, 11, 1))

    words = Facts("nl", "abroad").render(Token("whatsapp", "bz"), within="nl")

    assert "href" not in words
    assert "(werkt nu niet)" in words


def test_a_card_says_of_each_way_what_stands_in_its_place(client):
    for key in ("veilig-thuis/chat", "bz/whatsapp"):
        ContactMethod.objects.filter(key=key).update(broken_on=date(2026, 11, 1))

    page = client.get("/nl/7/").content.decode()

    phone = '<a href="tel:08002000"><bdi dir="ltr" translate="no">0800-2000</bdi></a>'
    assert f"Chat: werkt nu niet; in plaats daarvan {phone}" in page
    assert "WhatsApp: werkt nu niet; in plaats daarvan" in page
    assert "wa.me" not in page


def test_a_broken_number_leaves_the_frame_to_its_stand_in(client):
    ContactMethod.objects.filter(key="bz/phone").update(broken_on=date(2026, 11, 1))

    for path in ("/nl/1/", "/ar/101/"):
        page = client.get(path).content.decode()
        assert "tel:+31247247247" not in page
        assert "tel:+31703454319" in page
    frame = client.get("/nl/1/").content.decode().partition('<aside class="dock"')[2]
    assert "tel:+31703454319" in frame
    assert "geen politie" not in frame  # nobody said that of the stand-in


@pytest.fixture
def begun(monkeypatch):
    """Work that was begun in the background, as (name, work); nothing is rendered."""
    works = []
    monkeypatch.setattr(jobs, "begin", lambda name, work: works.append((name, work)))
    monkeypatch.setattr(urgent, "build", lambda *args, **options: None)
    monkeypatch.setattr(live, "show", keep)
    monkeypatch.setattr(live, "live_build", lambda: "")
    return works


def keep(edition, made, store, remember=None) -> None:
    """What `live.show` writes down, without showing anything."""
    edition.save()
    if remember:
        remember(edition)


def contacts_in(edition: Edition) -> dict:
    return {
        record["fields"]["key"]: record["fields"]
        for record in json.loads(edition.snapshot)
        if record["model"] == "directory.contactmethod"
    }


def test_one_click_publishes_that_and_nothing_else(admin_client, begun):
    method = ContactMethod.objects.get(key="lkha/phone")
    first = Edition.objects.make("eerste")
    ContactMethod.objects.filter(key="bz/phone").update(number_nl="+31 6 12345678")

    data = {"action": "does_not_work", "_selected_action": [method.pk]}
    url = reverse("admin:directory_contactmethod_changelist")
    answer = admin_client.post(url, data)
    assert Edition.objects.first() == first  # nobody waits for it in the request
    jobs.carry_on(*begun[0])

    edition = Edition.objects.first()
    assert edition != first
    contacts = contacts_in(edition)
    assert contacts["lkha/phone"]["broken_on"] == timezone.localdate().isoformat()
    assert contacts["bz/phone"]["number_nl"] == "+31 247 247 247"  # not yet published
    page = admin_client.get(answer["Location"]).content.decode()
    assert "Dit staat niet meer op de site" in page
    assert "Haal het nu" not in page


def test_what_went_online_while_it_waited_stays(admin_client, begun):
    method = ContactMethod.objects.get(key="lkha/phone")
    Edition.objects.make("eerste")
    url = reverse("admin:directory_contactmethod_broken", args=[method.pk])
    admin_client.post(url)
    ContactMethod.objects.filter(key="ind/phone").update(number_nl="088 043 0431")
    Edition.objects.make("intussen")

    jobs.carry_on(*begun[0])

    contacts = contacts_in(Edition.objects.first())
    assert contacts["ind/phone"]["number_nl"] == "088 043 0431"
    assert contacts["lkha/phone"]["broken_on"]


def test_of_two_who_press_the_button_one_makes_an_edition(admin_client, begun):
    method = ContactMethod.objects.get(key="lkha/phone")
    Edition.objects.make("eerste")
    url = reverse("admin:directory_contactmethod_broken", args=[method.pk])
    admin_client.post(url), admin_client.post(url)

    for name, work in begun:
        jobs.carry_on(name, work)

    assert Edition.objects.count() == 2


def test_its_own_form_leads_to_the_button_and_the_page_tells_how_far_it_is(
    admin_client, begun
):
    method = ContactMethod.objects.get(key="lkha/phone")
    Edition.objects.make("eerste")
    form = reverse("admin:directory_contactmethod_change", args=[method.pk])
    url = reverse("admin:directory_contactmethod_broken", args=[method.pk])

    assert f'href="{url}"' in admin_client.get(form).content.decode()
    assert "Haal het nu van de site" in admin_client.get(url).content.decode()
    jobs._tell(f"broken-{method.pk}", state="busy", done=3, total=9, what="x")
    page = admin_client.get(url).content.decode()
    assert "3 van 9" in page
    assert admin_client.get(f"{url}voortgang/").json()["done"] == 3
    jobs._tell(f"broken-{method.pk}", state="failed", why="schijf vol")
    page = admin_client.get(url).content.decode()
    assert "het staat nog online. schijf vol" in page
    assert "Haal het nu van de site" in page


def test_what_works_again_comes_back_as_it_was_by_one_click(admin_client, begun):
    method = ContactMethod.objects.get(key="lkha/phone")
    Edition.objects.make("eerste")
    url = reverse("admin:directory_contactmethod_broken", args=[method.pk])
    admin_client.post(url)
    jobs.carry_on(*begun.pop())
    assert "Het werkt weer: zet het terug" in admin_client.get(url).content.decode()

    admin_client.post(url, {"works": "1"})
    jobs.carry_on(*begun.pop())

    assert contacts_in(Edition.objects.first())["lkha/phone"]["broken_on"] is None
    method.refresh_from_db()
    assert method.broken_on is None
    assert Proposal.objects.count() == 2  # each is still to be looked at by another
    assert "Haal het nu van de site" in admin_client.get(url).content.decode()


def test_a_number_that_was_replaced_meanwhile_does_not_come_back(admin_client, begun):
    method = ContactMethod.objects.get(key="lkha/phone")
    Edition.objects.make("eerste")
    url = reverse("admin:directory_contactmethod_broken", args=[method.pk])
    admin_client.post(url)
    jobs.carry_on(*begun.pop())
    ContactMethod.objects.filter(pk=method.pk).update(number_nl="070 345 43 20")

    page = admin_client.get(url).content.decode()
    admin_client.post(url, {"works": "1"})

    assert "is intussen veranderd" in page
    assert "zet het terug" not in page
    assert begun == []
    assert ContactMethod.objects.get(pk=method.pk).broken_on


def test_what_stands_in_for_an_organisation_itself_is_another_of_its_ways(
    admin_client, begun
):
    method = ContactMethod.objects.get(key="kindertelefoon/phone")
    assert method.fallback == method.organisation
    url = reverse("admin:directory_contactmethod_broken", args=[method.pk])

    page = admin_client.get(url).content.decode()

    assert f"wat van {method.organisation} wel werkt" in page
    assert f"komt {method.organisation}." not in page


def test_an_editor_who_may_not_publish_proposes_it_and_her_form_says_so(client, begun):
    editor = person("Redacteur")
    method = ContactMethod.objects.get(key="lkha/phone")
    Edition.objects.make("eerste")
    log_in(client, editor)
    form = reverse("admin:directory_contactmethod_change", args=[method.pk])
    report = reverse("admin:directory_contactmethod_report", args=[method.pk])
    assert f'action="{report}"' in client.get(form).content.decode()
    assert client.get(report).status_code == 403

    page = client.post(report, follow=True).content.decode()

    assert "zodra een publicist het bekijkt" in page
    assert "Werkt niet sinds" in page
    (proposal,) = Proposal.objects.all()
    assert proposal.created_by == editor
    assert [change["pk"] for change in proposal.changes] == [method.pk]
    assert begun == []


def test_the_list_shows_what_is_late_and_what_does_not_work(admin_client):
    today = timezone.localdate()
    ContactMethod.objects.update(phoned_on=today, due_on=date(2100, 1, 1))
    late = ContactMethod.objects.filter(key="lkha/phone")
    called = {"phoned_on": date(2025, 6, 1), "due_on": date(2026, 1, 1)}
    late.update(**called, broken_on=date(2026, 1, 2))
    url = reverse("admin:directory_contactmethod_changelist")

    page = admin_client.get(url, {"nakijken": "laat"}).content.decode()

    assert "1 januari 2026 (te laat)" in page
    assert "1 manier van contact" in page
    broken = admin_client.get(url, {"broken_on__isempty": "0"}).content.decode()
    assert "1 manier van contact" in broken


def test_who_may_not_publish_has_no_such_click(client, django_user_model):
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create_user("redacteur", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__contains="contactmethod")
    )
    log_in(client, user)

    page = client.get(reverse("admin:directory_contactmethod_changelist"))

    assert "does_not_work" not in page.content.decode()


# --- Marking by night


def test_a_night_marks_what_is_overdue_and_changes_nothing_else():
    text = snapshot.take()
    later = timezone.localdate() + timedelta(days=400)

    marked, changed = mark_overdue(text, later)
    again, unchanged = mark_overdue(marked, later)

    assert 0 < changed <= ContactMethod.objects.count()
    assert (again, unchanged) == (marked, 0)
    before, after = json.loads(text), json.loads(marked)
    for old, new in zip(before, after, strict=True):
        for mark in ("is_overdue", "hours_lapsed"):
            old["fields"].pop(mark, None), new["fields"].pop(mark, None)
    assert before == after


def test_before_the_first_edition_what_is_old_is_marked():
    out = run("mark_overdue")[1]
    edition = Edition.objects.make("eerste")

    assert "Nothing is published yet" in out
    contacts = contacts_in(edition)
    assert contacts["ind/phone"]["is_overdue"]  # read in a copy of 2020
    assert contacts["ind/phone"]["hours_lapsed"]
    assert not contacts["alarm/phone"]["is_overdue"]  # the law says this number


def test_what_was_not_checked_in_time_is_said_at_the_contact_and_not_in_the_row(client):
    ContactMethod.objects.filter(key="bz/phone").update(is_overdue=True)

    row = client.get("/nl/1/").content.decode().partition('<aside class="dock"')[2]

    assert "247 247 247" in row
    assert "niet nagekeken" not in row
    assert "niet nagekeken sinds" in client.get("/nl/7/").content.decode()


def test_the_open_wing_says_what_was_not_checked_in_time(client):
    ContactMethod.objects.update(is_overdue=False, hours_lapsed=False)
    before = client.get("/nl/scholen/").content.decode().partition('class="numbers"')[2]
    assert "niet nagekeken sinds" not in before
    assert "dag en nacht" in before

    late = ContactMethod.objects.filter(key="bz/phone")
    late.update(is_overdue=True, hours_lapsed=True)

    frame = client.get("/nl/scholen/").content.decode().partition('class="numbers"')[2]
    assert "niet nagekeken sinds 6 oktober 2026" in frame
    assert "dag en nacht" not in frame


def test_an_amended_edition_can_be_rendered():
    marked = mark_broken(snapshot.take(), {1}, date(2026, 11, 21))

    assert urgent.edition_with(lambda text: text, "x") is None
    assert json.loads(marked)


def test_an_overdue_contact_says_so_and_comes_last(client):
    methods = ContactMethod.objects.filter(key="veilig-thuis/phone")
    methods.update(is_overdue=True)

    page = client.get("/nl/7/").content.decode()

    assert "niet nagekeken sinds" in page
    organisation = methods.get().organisation
    assert organisation.ways("nl")[-1].key == "veilig-thuis/phone"


# --- The page with everybody to call


@pytest.mark.parametrize("language", CODES)
def test_the_page_with_everybody_to_call_asks_first_where_one_is(language, client):
    page = client.get(f"/{language}/7/").content.decode()
    main = page.partition("</h1>")[2]

    first, second = main.split('<details class="choice">')[1:3]
    assert "tel:112" in first
    assert "tel:112" not in second
    assert "tel:+31247247247" in second
    assert main.index('class="contact"') > main.index("<summary>")
    assert page.count('<aside class="dock"') == 1


@pytest.mark.parametrize("language", CODES)
def test_a_phone_number_comes_before_its_note_and_other_links_after(language, client):
    page = "".join(
        client.get(f"/{language}/{number}/").content.decode() for number in (7, 92)
    )
    for key, first in (
        ("alarm/phone", "link"),
        ("bz/whatsapp", "note"),
        ("fier/chat", "note"),
    ):
        method = ContactMethod.objects.get(key=key)
        name = method.organisation.read("name", language).text
        card = page.partition(f'<h3 translate="no">{name}</h3>')[2].partition(
            "<details"
        )[0]
        note = card.index(method.read("note", language).text[:25])
        link = card.index(
            {
                "alarm/phone": "tel:112",
                "bz/whatsapp": "wa.me",
                "fier/chat": "fier.nl/chat",
            }[key]
        )

        assert (link < note) == (first == "link"), key


# --- Hours


def hours_on_the_page(client, **facts) -> str:
    method = ContactMethod.objects.get(key="veilig-thuis/chat")
    for name, value in facts.items():
        setattr(method, name, value)
    method.mark(date(2026, 11, 26))
    method.save()
    page = client.get("/nl/7/").content.decode()
    card = page.partition('<h3 translate="no">Veilig Thuis</h3>')[2].partition(
        "</div>"
    )[0]
    return card.partition(">Chat<")[2].partition("</small>")[0]


def test_hours_that_are_usual_are_never_stated(client):
    output = hours_on_the_page(client, read_in_source_on=date(2026, 11, 1))

    assert "Meestal open: maandag – vrijdag 09:00–17:00" in output
    assert "data-times" not in output


def test_hours_are_stated_for_half_a_year_after_they_were_read(client):
    fresh = hours_on_the_page(
        client, hours_known="stated", read_in_source_on=date(2026, 11, 1)
    )
    assert ">Open: maandag – vrijdag" in fresh
    assert 'data-checked="2026-11-01"' in fresh

    old = hours_on_the_page(
        client, hours_known="stated", read_in_source_on=date(2026, 5, 1)
    )
    assert "Meestal open: maandag – vrijdag" in old
    assert "data-times" not in old


def test_a_source_without_a_date_never_counts_as_fresh_but_a_call_does(client):
    undated = Source.objects.get(key="kindertelefoon")
    assert undated.dated == ""
    read = {"hours_known": "stated", "read_in_source_on": date(2026, 11, 21)}

    output = hours_on_the_page(client, source=undated, **read)
    assert "Meestal open" in output
    assert "data-times" not in output

    output = hours_on_the_page(
        client, source=undated, phoned_on=date(2026, 11, 25), **read
    )
    assert ">Open: maandag – vrijdag" in output


def test_nobody_is_open_day_and_night_usually(client):
    old = {"hours": "24/7", "hours_known": "stated"}

    words = hours_on_the_page(client, read_in_source_on=date(2022, 11, 2), **old)
    assert "In 2022 dag en nacht open" in words
    assert "Meestal" not in words

    undated = Source.objects.get(key="kindertelefoon")
    words = hours_on_the_page(client, source=undated, **old)
    assert "dag en nacht" not in words


def test_of_a_copy_with_a_year_or_a_month_its_first_day_counts():
    for method in ContactMethod.objects.select_related("source"):
        dated = method.source.dated
        if dated:
            first = f"{dated}-01-01"[:10] if len(dated) == 4 else f"{dated}-01"[:10]
            assert method.read_in_source_on.isoformat() == first, method.key


# --- Links


def test_a_link_that_does_not_answer_is_told_from_no_network(monkeypatch):
    answers = {
        "https://a.example/": link_check.Answer.GOOD,
        "https://b.example/": link_check.Answer.BROKEN,
    }
    command = "desk.management.commands.check_links"
    monkeypatch.setattr(f"{command}.addresses", lambda: set(answers))
    monkeypatch.setattr(
        link_check, "ask", lambda url: link_check.Link(url, answers[url], "404")
    )

    code, shown = run("check_links")

    assert code == 1
    assert "broken  https://b.example/ 404" in shown

    monkeypatch.setattr(
        link_check, "ask", lambda url: link_check.Link(url, link_check.Answer.SILENT)
    )
    assert run("check_links") == (0, said_nothing(answers))


def said_nothing(urls) -> str:
    lines = "".join(f"silent  {url} \n" for url in sorted(urls))
    return lines + "Nothing answers: no network. Nothing was judged.\n"


def test_a_host_that_is_not_there_is_silent_not_broken(monkeypatch):
    monkeypatch.setattr(link_check, "is_public", lambda address: True)
    assert link_check.ask("http://127.0.0.1:9/").answer == link_check.Answer.SILENT


# --- Addresses


@pytest.mark.parametrize(
    "text", ["Kerkstraat 12, 1234 AB Utrecht", "1234AB", "٣٥١١ BP"]
)
def test_where_somebody_lives_or_hides_is_refused_in_every_text(text):
    assert any("postcode" in problem for problem in problems(text, Known()))


@pytest.mark.parametrize(
    "text",
    [
        "De opvang staat in de Kerkstraat 12 in Tilburg.",
        "Kom naar Laan van Meerdervoort 5a.",
        "Het is Prins Bernhardplein 200.",
        "Schrijf naar Postbus 300 in Utrecht.",
        "Write to P.O. Box 12.",
        "The house is at 12 Church Street.",
        "شارع السلام رقم ١٢",
    ],
)
def test_a_street_with_a_number_is_refused_in_every_text(text):
    assert any("is een adres" in problem for problem in problems(text, Known()))


@pytest.mark.parametrize(
    "text",
    [
        "Onderweg 3 dagen wachten.",
        "Soms leven ze op straat. 12 kinderen kwamen terug.",
        "Weg 2 uur voor vertrek.",
        "Het Hof 2019 zei dat.",
        "country, town and street, or what you see outside",
        "Artikel 3 van de wet",
        "Kies een weg 1, 2 of 3.",
    ],
)
def test_what_only_looks_like_an_address_is_let_through(text):
    assert list(problems(text, Known())) == []


@pytest.mark.parametrize("text", ["In 2023 was dat zo.", "S1-2018", "In 2026 en later"])
def test_years_are_no_postcodes(text):
    assert list(problems(text, Known())) == []


def test_a_snapshot_is_read_with_its_own_sources_not_those_of_now():
    """What is marked overdue hangs on the source as visitors see it."""
    text = snapshot.take()
    Source.objects.update(dated="1990")

    methods = methods_in(text)

    assert methods
    assert all(method.source.dated != "1990" for method in methods)


def test_a_snapshot_goes_through_the_reader_unchanged():
    text = snapshot.take()

    assert amend(text, lambda method, fields: None) == text
