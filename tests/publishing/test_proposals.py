"""Choosing what goes online: a second person, signatures, emergencies, planning, going back."""

import random
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from content.models import Page, Section
from directory.models import ContactMethod, Organisation
from editorial import states
from publishing import jobs
from publishing.admin import archive, choosing
from publishing.admin.comparison import grouped, own_addresses
from publishing.build import live
from publishing.build.budget import findings
from publishing.build.builder import BuildError
from publishing.build.store import Answer, Manifest
from publishing.editions import changes, proposals, snapshot
from publishing.models import Edition, Proposal, Showing
from safety.models import Decoy, WordList

from ..support import desk
from ..support.builds import first_edition, make_small, quietly

CHOOSE = "admin:publishing_edition_add"


@pytest.fixture(autouse=True)
def builds(db, settings, tmp_path, monkeypatch):
    settings.PUBLISHING_ROOT = tmp_path / "site"
    make_small(monkeypatch)
    live.publish(first_edition(), quietly)


@pytest.fixture
def people(django_user_model):
    """An editor, a publisher, and a colleague who reads along."""
    may = {
        "redacteur": ["add_proposal", "view_proposal", "view_edition"],
        "publicist": ["publish_edition", "view_proposal", "view_edition"],
        "collega": ["confirm_edition", "view_proposal"],
    }
    made = {}
    for name, codenames in may.items():
        made[name] = django_user_model.objects.create_user(name, is_staff=True)
        made[name].user_permissions.set(
            Permission.objects.filter(codename__in=codenames)
        )
    return made


@pytest.fixture
def as_user(client, people):
    def log_in(name):
        return desk.log_in(client, people[name])

    return log_in


def calm_page() -> Page:
    return Page.objects.filter(high_risk=False, wing="open").exclude(lead_nl="").first()


def change_text(words="Een nieuwe inleiding.") -> Page:
    page = calm_page()
    Page.objects.filter(pk=page.pk).update(lead_nl=words)
    return page


def change_number(number="0800-2001") -> ContactMethod:
    method = ContactMethod.objects.get(key="veilig-thuis/phone")
    ContactMethod.objects.filter(pk=method.pk).update(number_nl=number)
    return method


def proposal_of(*things, by=None, **options) -> Proposal:
    waiting = proposals.waiting()
    keys = [(thing._meta.label_lower, thing.pk) for thing in things]
    return proposals.propose([waiting[key] for key in keys], "Beter", by=by, **options)


def step(client, proposal, do, **data):
    url = reverse("admin:publishing_proposal_change", args=[proposal.pk])
    response = client.post(url, {"do": do, **data}, follow=True)
    proposal.refresh_from_db()
    return response


def seen(model: str, pk: int) -> dict:
    return proposals.visible()[model, pk]


# --- Choosing


def test_only_what_was_chosen_goes_online():
    page, method = change_text(), change_number()

    proposals.carry_out(proposal_of(page), quietly)

    assert seen("content.page", page.pk)["lead_nl"] == "Een nieuwe inleiding."
    assert seen("directory.contactmethod", method.pk)["number_nl"] != "0800-2001"
    assert list(proposals.waiting()) == [("directory.contactmethod", method.pk)]


def test_choosing_all_gives_the_edition_of_the_working_copy():
    change_text(), change_number()
    waiting = proposals.waiting()

    result = changes.apply(proposals.visible(), waiting.values())

    assert changes.dump(result) == snapshot.take()


def test_a_new_section_takes_its_new_page_along_and_a_removed_one_goes_alone():
    gone = Section.objects.filter(page__key="tips").first()
    pk = gone.pk
    gone.delete()
    page = Page.objects.create(key="new", number=900, heading_nl="N", title_nl="N")
    section = Section.objects.create(key="new/a", page=page, body_nl="Tekst.")
    waiting, now = proposals.waiting(), proposals.visible()

    wanted = {("content.section", section.pk)}
    assert changes.with_needed(wanted, waiting, now) == wanted | {
        ("content.page", page.pk)
    }
    assert changes.with_needed({("content.section", pk)}, waiting, now) == {
        ("content.section", pk)
    }


def test_a_part_whose_page_is_not_online_is_refused():
    page = Page.objects.create(key="new", number=900, heading_nl="N", title_nl="N")
    section = Section.objects.create(key="new/a", page=page, body_nl="Tekst.")

    with pytest.raises(proposals.Refused, match="new/a hoort bij iets dat niet online"):
        proposals.carry_out(proposal_of(section), quietly)


def test_a_removed_organisation_takes_along_what_names_it():
    organisation = Organisation.objects.filter(section__isnull=False).first()
    sections = set(organisation.section_set.values_list("pk", flat=True))
    Page.objects.filter(contact=organisation).update(contact=None)
    key = ("directory.organisation", organisation.pk)
    organisation.delete()

    needed = changes.with_needed({key}, proposals.waiting(), proposals.visible())

    assert {pk for model, pk in needed if model == "content.section"} >= sections


def test_a_choice_stands_for_the_very_words_that_were_seen():
    change_text("Zo.")
    (seen_then,) = proposals.waiting().values()
    change_text("Anders.")

    class Form:
        errors = []

        def add_error(self, field, message):
            self.errors.append(message)

    assert choosing.Choice([choosing.tick(seen_then)]).refuse(Form())
    assert "terwijl jij koos" in Form.errors[0]


def test_the_list_shows_old_and_new_words(as_user):
    page = calm_page()
    change_text(f"{page.lead_nl} Echt.")

    html = as_user("redacteur").get(reverse(CHOOSE)).content.decode()

    assert "<ins> Echt.</ins>" in html
    assert f'value="content.page:{page.pk}:' in html


def test_choosing_all_keeps_what_was_typed_and_proposes_nothing(as_user):
    change_text(), change_number()
    client = as_user("redacteur")

    response = client.post(reverse(CHOOSE), {"all": "Kies alles", "note": "Beter"})

    html = response.content.decode()
    assert [row["is_ticked"] for row in response.context["rows"]] == [True, True]
    assert 'value="Beter"' in html
    assert "verplicht" not in html
    assert not Proposal.objects.exists()


def test_a_field_that_came_later_is_no_change():
    now = proposals.visible()
    key = next(key for key in now if key[0] == "content.page")
    older = {name: value for name, value in now[key].items() if name != "statement_ar"}
    newer = now[key] | {"statement_ar": None}

    assert changes.compare({key: older}, {key: newer}) == {}


# --- What stands in the way


def test_a_mistake_in_what_changes_is_refused_and_one_elsewhere_is_not():
    Page.objects.filter(key="trip").update(lead_nl="Bel 0800-2000.")
    page = change_text()
    proposals.carry_out(proposal_of(page), quietly)

    with pytest.raises(proposals.Refused, match="lijkt een telefoonnummer"):
        proposals.carry_out(proposal_of(Page.objects.get(key="trip")), quietly)


def test_an_emergency_excuses_no_mistake():
    """It may go without a second person, and not with a number typed into a text."""
    Page.objects.filter(key="trip").update(lead_nl="Bel 0800-2000.")
    proposal = proposal_of(Page.objects.get(key="trip"))

    with pytest.raises(proposals.Refused, match="lijkt een telefoonnummer"):
        proposals.carry_out(proposal, quietly, emergency="Er is haast bij")


def test_a_text_that_points_at_what_goes_is_refused():
    organisation = Organisation.objects.get(key="veilig-thuis")
    Organisation.objects.filter(pk=organisation.pk).update(key="anders")

    with pytest.raises(proposals.Refused, match="er is geen organisatie"):
        proposals.carry_out(proposal_of(organisation), quietly)


def test_a_contact_needs_a_second_person_who_is_another(as_user, people):
    proposal = proposal_of(change_number(), by=people["publicist"])

    refused = step(as_user("publicist"), proposal, "publish")
    assert "tweede persoon" in refused.content.decode()
    own = Permission.objects.get(codename="confirm_edition")
    people["publicist"].user_permissions.add(own)
    assert (
        "eigen voorstel"
        in step(
            as_user("publicist"), proposal, "confirm", digest=proposal.digest
        ).content.decode()
    )
    assert proposal.confirmed_by is None

    step(as_user("collega"), proposal, "confirm", digest=proposal.digest)
    assert proposal.confirmed_by == people["collega"]
    step(as_user("publicist"), proposal, "publish")

    assert proposal.edition.created_by == people["publicist"]
    method = ContactMethod.objects.get(key="veilig-thuis/phone")
    assert seen("directory.contactmethod", method.pk)["number_nl"] == "0800-2001"


def written_by(user, number="0800-2001") -> ContactMethod:
    """A new number, saved in a form by this user."""
    method = ContactMethod.objects.get(key="veilig-thuis/phone")
    method.number_nl, method._history_user = number, user
    method.save()
    return method


def test_who_wrote_a_number_is_not_its_second_person(as_user, people):
    proposal = proposal_of(written_by(people["collega"]), by=people["redacteur"])
    client = as_user("collega")

    page = client.get(reverse("admin:publishing_proposal_change", args=[proposal.pk]))
    assert 'value="confirm"' not in page.content.decode()
    html = step(client, proposal, "confirm", digest=proposal.digest).content.decode()

    assert "Je veranderde dit zelf: veilig-thuis/phone." in html
    assert proposal.confirmed_by is None
    proposals.confirm(proposal, people["publicist"], proposal.digest)
    assert proposal.confirmed_by == people["publicist"]


def test_who_wrote_it_before_the_last_edition_is_still_its_author(people):
    method = written_by(people["collega"])
    proposals.carry_out(proposal_of(change_text()), quietly)  # the number waits
    method.history.update(history_date=timezone.now() - timedelta(days=3))
    method._history_user = people["publicist"]
    method.save()  # once more, as it was

    proposal = proposal_of(method, by=people["redacteur"])

    for name in ("collega", "publicist"):
        with pytest.raises(proposals.Refused, match="veranderde dit zelf"):
            proposals.confirm(proposal, people[name], proposal.digest)


def test_who_only_checked_a_translation_may_be_the_second_person(people):
    method = written_by(people["redacteur"])
    states.reviewed(method, "ar", "collega")
    method._history_user = people["collega"]
    method.save()

    proposal = proposal_of(method, by=people["publicist"])
    proposals.confirm(proposal, people["collega"], proposal.digest)

    assert proposal.confirmed_by == people["collega"]


def test_who_wrote_a_calm_text_may_read_the_number_beside_it(people):
    page = calm_page()
    page.lead_nl, page._history_user = "Anders.", people["collega"]
    page.save()

    proposal = proposal_of(page, change_number(), by=people["redacteur"])
    proposals.confirm(proposal, people["collega"], proposal.digest)

    assert proposal.confirmed_by == people["collega"]


def test_who_wrote_an_emergency_does_not_review_it(people):
    method = written_by(people["collega"])
    proposal = proposal_of(method, by=people["publicist"], emergency="Verkeerd nummer")
    proposals.carry_out(proposal, quietly)

    for name in ("collega", "publicist"):
        with pytest.raises(proposals.Refused, match="Iemand anders"):
            proposals.review(proposal, people[name])
    assert proposal.awaits_review
    proposals.review(proposal, people["redacteur"])
    assert not proposal.awaits_review


def test_a_confirmation_is_for_exactly_these_changes(as_user, people):
    proposal = proposal_of(change_number(), by=people["publicist"])

    html = step(
        as_user("collega"), proposal, "confirm", digest="other"
    ).content.decode()

    assert "Lees het opnieuw" in html
    assert proposal.confirmed_by is None


def test_each_step_asks_its_own_permission(as_user, people):
    proposal = proposal_of(change_number(), by=people["publicist"])
    url = reverse("admin:publishing_proposal_change", args=[proposal.pk])

    for name, does in {
        "redacteur": ["publish", "emergency", "schedule", "confirm", "sign", "review"],
        "collega": ["publish", "emergency", "schedule", "sign", "withdraw"],
    }.items():
        client = as_user(name)
        for do in does:
            assert client.post(url, {"do": do}).status_code == 403, (name, do)


def test_a_new_token_in_any_text_needs_a_second_person(people):
    page = calm_page()
    Page.objects.filter(pk=page.pk).update(lead_nl=f"{page.lead_nl} Bel [bz].")

    assert proposals.outcome(proposal_of(page)).needs_second


@pytest.mark.parametrize(
    "choice",
    [
        Decoy(language="nl", url="https://www.example.org/"),
        WordList(language="nl", telling="geheim"),
    ],
    ids=["where the exit leads", "which words betray"],
)
def test_what_protects_visitors_needs_a_second_person(choice):
    choice.save()

    assert proposals.outcome(proposal_of(choice)).needs_second


def test_an_unchecked_translation_of_high_risk_needs_a_signature(people):
    section = Section.objects.filter(page__key="trip").first()
    section.heading_ar = "عنوان"
    section.save()
    proposal = proposal_of(section, by=people["redacteur"])
    proposals.confirm(proposal, people["collega"], proposal.digest)

    unchecked = proposals.outcome(proposal).needs_signature
    assert set(unchecked) == {"en", "ar"}
    with pytest.raises(proposals.Refused, match="getekend"):
        proposals.carry_out(proposal, quietly)

    proposals.sign(proposal, people["publicist"], ["ar"])
    assert set(proposals.outcome(proposal).needs_signature) == {"en"}
    proposals.sign(proposal, people["publicist"], unchecked)
    proposals.carry_out(proposal, quietly)
    assert proposal.signed["ar"]["by"] == "publicist"


def test_an_emergency_goes_online_alone_and_is_reviewed_by_another(as_user, people):
    proposal = proposal_of(change_number(), by=people["publicist"])
    client = as_user("publicist")

    assert "verplicht" in step(client, proposal, "emergency").content.decode()
    step(client, proposal, "emergency", emergency="Verkeerd nummer")
    assert proposal.awaits_review
    assert (
        "Verkeerd nummer"
        in client.get(
            reverse("admin:publishing_proposal_change", args=[proposal.pk])
        ).content.decode()
    )
    assert (
        str(proposal)
        in client.get(reverse("admin:publishing_edition_changelist")).content.decode()
    )

    with pytest.raises(proposals.Refused, match="Iemand anders"):
        proposals.review(proposal, people["publicist"])
    step(as_user("collega"), proposal, "review")
    assert not proposal.awaits_review


def test_an_emergency_that_is_refused_leaves_no_reason_behind(as_user, people):
    Page.objects.filter(key="trip").update(lead_nl="Bel 0800-2000.")
    proposal = proposal_of(Page.objects.get(key="trip"), by=people["publicist"])

    response = step(as_user("publicist"), proposal, "emergency", emergency="Haast")

    assert "lijkt een telefoonnummer" in response.content.decode()
    assert (proposal.emergency, proposal.edition) == ("", None)


def test_what_the_operator_publishes_is_listed_for_review(capsys):
    change_number()

    call_command("publish", stdout=StringIO())

    (proposal,) = Proposal.objects.all()
    assert proposal.awaits_review
    assert proposal.edition == live.seen_now()


def test_what_visitors_see_moved_on(people):
    first, second = (proposal_of(change_text(words)) for words in ("Een.", "Twee."))
    proposals.carry_out(second, quietly)

    with pytest.raises(proposals.Refused, match="Intussen is dit al anders"):
        proposals.carry_out(first, quietly)
    with pytest.raises(proposals.Refused):
        proposals.carry_out(second, quietly)
    assert Edition.objects.count() == 2


def test_a_failing_build_leaves_no_edition(monkeypatch):
    def fails(*arguments, **options):
        raise BuildError("kapot")

    monkeypatch.setattr(proposals, "build", fails)
    proposal = proposal_of(change_text())

    with pytest.raises(BuildError):
        proposals.carry_out(proposal, quietly)
    proposal.refresh_from_db()
    assert (proposal.edition, Edition.objects.count()) == (None, 1)


def test_what_is_found_in_a_build_keeps_it_from_going_online(monkeypatch):
    before = live.live_build()
    results = [("/nl/1/", "is te zwaar.")]
    monkeypatch.setattr(proposals, "findings", lambda *of_a_build: iter(results))

    with pytest.raises(proposals.Refused, match="/nl/1/ is te zwaar"):
        proposals.carry_out(proposal_of(change_text()), quietly)
    assert live.live_build() == before


def test_a_build_that_is_too_heavy_or_leads_nowhere_is_told(tmp_path):
    store = live.Store(tmp_path)
    body = b'<h1 id="a"></h1><a href="#a"></a><a href="#b"></a><a href="/nl/9/"></a>'
    store.keep_blob("small", body)
    store.keep_blob("big", random.Random(1).randbytes(20_000))
    small, big = (Answer(200, [], name) for name in ("small", "big"))
    new = Manifest(pages={"/nl/1/": small, "/nl/2/": big})
    old_one = Manifest(pages={"/nl/3/": small})

    words = dict(findings(new, old_one, store))

    assert words["/nl/3/"].startswith("verdwijnt")
    assert "9200" in words["/nl/2/"]
    words = [
        message for path, message in findings(new, old_one, store) if path == "/nl/1/"
    ]
    assert sorted(words) == [
        "leidt naar “#b”, en dat is er niet.",
        "leidt naar “/nl/9/”, en dat is er niet.",
    ]


# --- Planning


def test_what_is_due_is_published_and_what_fails_waits_for_people():
    soon = timezone.now() + timedelta(hours=1)
    past = timezone.now() - timedelta(minutes=1)
    planned = proposal_of(change_text(), publish_at=past)
    alone = proposal_of(change_number(), publish_at=past)
    Page.objects.filter(key="trip").update(lead_nl="Later.")
    proposal_of(Page.objects.get(key="trip"), publish_at=soon)

    with pytest.raises(CommandError, match="1 planned"):
        call_command("publish", "--due", stdout=StringIO(), stderr=StringIO())

    planned.refresh_from_db(), alone.refresh_from_db()
    assert planned.edition
    assert "tweede persoon" in alone.failure
    assert proposals.due(timezone.now()) == []


def test_a_moment_that_is_past_is_refused(as_user, people):
    proposal = proposal_of(change_text(), by=people["publicist"])
    client = as_user("publicist")

    html = step(client, proposal, "schedule", publish_at="2020-01-01T10:00")
    assert "al voorbij" in html.content.decode()
    step(client, proposal, "schedule", publish_at="2099-01-01T10:00")
    assert proposal.publish_at.year == 2099 or proposal.publish_at.year == 2098


# --- Going back, and reading what was


def test_going_back_keeps_the_contacts_of_now(as_user, people, monkeypatch):
    first = live.seen_now()
    page, method = change_text(), change_number()
    old_words = first_lead = seen("content.page", page.pk)["lead_nl"]
    proposals.carry_out(
        proposal_of(page, method, confirmed_by=people["collega"]), quietly
    )

    monkeypatch.setattr(jobs, "state", lambda build: {"state": "ready"})
    url = reverse("admin:publishing_edition_restore", args=[first.pk])
    response = as_user("publicist").post(url)

    shown = reverse("admin:publishing_edition_changelist")
    assert (response.status_code, response["Location"]) == (302, shown)
    assert seen("content.page", page.pk)["lead_nl"] == old_words == first_lead
    assert seen("directory.contactmethod", method.pk)["number_nl"] == "0800-2001"
    page.refresh_from_db()
    assert page.lead_nl == "Een nieuwe inleiding."


def test_a_proposal_keeps_its_edition_whatever_comes_after(
    as_user, people, monkeypatch
):
    """Also where the edition gone back to says word for word what the newest says."""
    first, proposal = (
        live.seen_now(),
        proposal_of(change_text(), by=people["redacteur"]),
    )
    edition = proposals.carry_out(proposal, quietly)
    live.publish(first, quietly)  # as `build --edition` does
    monkeypatch.setattr(jobs, "state", lambda build: {"state": "ready"})

    url = reverse("admin:publishing_edition_restore", args=[edition.pk])
    client = as_user("publicist")
    client.post(url)
    again = client.post(url, follow=True)

    proposal.refresh_from_db()
    assert proposal.edition == edition
    assert not proposal.is_open
    (back,) = Proposal.objects.filter(restores=edition)
    assert back.edition == live.seen_now() != edition
    assert back.edition.created_by == people["publicist"]
    assert seen("content.page", calm_page().pk)["lead_nl"] == "Een nieuwe inleiding."
    assert (
        f"Wat editie {edition.pk} zegt, staat nu al online." in again.content.decode()
    )


def test_going_back_to_pages_that_are_gone_makes_them_in_the_background(
    as_user, people, monkeypatch
):
    words = seen("content.page", calm_page().pk)["lead_nl"]
    first, page = live.seen_now(), change_text()
    proposals.carry_out(proposal_of(page), quietly)
    monkeypatch.setattr(jobs, "state", lambda build: {"state": "busy", "done": 3})
    url = reverse("admin:publishing_edition_restore", args=[first.pk])

    html = as_user("publicist").post(url, follow=True).content.decode()

    assert "Zet ze online zodra ze klaar zijn" in html
    assert "data-progress=" in html
    assert 'value="publish"' not in html
    assert seen("content.page", page.pk)["lead_nl"] == "Een nieuwe inleiding."
    step(as_user("publicist"), Proposal.objects.first(), "publish")
    assert seen("content.page", page.pk)["lead_nl"] == words


def test_pages_whose_own_text_changes_come_first_and_the_others_by_language(people):
    page = calm_page()
    section = Section.objects.filter(page__key="trip").first()
    Section.objects.filter(pk=section.pk).update(body_nl="Anders.")
    proposal = proposal_of(change_text(), section, change_number())
    own = own_addresses(proposal, proposals.outcome(proposal).records)
    addresses = ["nl/7/", "nl/1/", "ar/7/", f"ar/{page.slug}/", "ar/"]

    groups = grouped([{"address": address} for address in addresses], own)

    assert own == {"1", page.slug}
    assert [
        (name, [item["address"] for item in result]) for name, result in groups
    ] == [
        ("Hier verandert de tekst zelf", ["nl/1/", f"ar/{page.slug}/"]),
        ("Ook anders in het Nederlands", ["nl/7/"]),
        ("Ook anders in het Arabisch", ["ar/7/", "ar/"]),
    ]


def test_going_back_with_contacts_needs_a_second_person(as_user, people):
    first, method = live.seen_now(), change_number()
    proposals.carry_out(proposal_of(method, confirmed_by=people["collega"]), quietly)

    url = reverse("admin:publishing_edition_restore", args=[first.pk])
    html = as_user("publicist").post(url, {"contacts": "on"}, follow=True)

    assert "tweede persoon" in html.content.decode()
    assert seen("directory.contactmethod", method.pk)["number_nl"] == "0800-2001"


def test_going_back_to_before_an_organisation_went(people):
    first = live.seen_now()
    organisation = Organisation.objects.filter(section__isnull=False).first()
    Page.objects.filter(contact=organisation).update(contact=None)
    organisation.delete()
    everything = proposals.propose(
        proposals.waiting().values(), "weg", confirmed_by=people["collega"]
    )
    after = changes.apply(proposals.visible(), everything.all_changes)
    mixed = proposals._with_current(after, changes.records(first.snapshot))

    assert not list(changes.dangling(mixed))


def test_what_the_site_said_on_a_day(as_user):
    first = live.seen_now()
    Showing.objects.update(since=timezone.now() - timedelta(days=10))
    proposals.carry_out(proposal_of(change_text()), quietly)
    client = as_user("publicist")
    then = (timezone.localdate() - timedelta(days=5)).isoformat()

    assert archive.on(timezone.localdate()) == live.seen_now() != first
    response = client.get(reverse("admin:publishing_edition_day"), {"day": then})
    assert f"/{first.pk}/lezen/nl/" in response["Location"]
    for before in ("2000-01-01", "nonsense"):
        nothing = client.get(
            reverse("admin:publishing_edition_day"), {"day": before}, follow=True
        )
        assert "nog niets online" in nothing.content.decode()


def test_progress_is_told_and_a_killed_build_is_begun_again(
    as_user, people, monkeypatch
):
    proposal = proposal_of(change_text(), by=people["publicist"])
    begun = []
    monkeypatch.setattr(jobs, "start", begun.append)
    client = as_user("publicist")
    url = reverse("admin:publishing_proposal_change", args=[proposal.pk])
    build = proposals.outcome(proposal).edition.digest[:20]
    progress = reverse("admin:publishing_proposal_progress", args=[proposal.pk, build])

    client.get(url)
    jobs._tell(build, state="busy", done=3, total=9, what="/nl/1/")
    assert client.get(progress).json()["done"] == 3
    assert f'data-progress="{progress}"' in client.get(url).content.decode()
    assert len(begun) == 1

    monkeypatch.setattr(jobs, "SILENT", -1)
    client.get(url)
    assert len(begun) == 2
    jobs.carry_on(build, lambda progress: live.prepare(begun[0], progress))
    assert client.get(progress).json()["state"] == "ready"
    assert "zo wordt de pagina" in client.get(url).content.decode()
