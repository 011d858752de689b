"""Every screen of our own in the admin: nothing for axe to say, and it fits on a phone."""

import pytest

from content.models import Page, Section
from directory.models import ContactMethod
from publishing.build import live
from publishing.editions import proposals
from publishing.models import Edition, Proposal

from ..support import builds
from .test_doors import judge

pytestmark = pytest.mark.browser


@pytest.fixture
def proposal(seeded_server, settings, tmp_path, monkeypatch) -> Proposal:
    """A number in a proposal whose page is made; beside it an emergency, and more to choose."""
    settings.PUBLISHING_ROOT = tmp_path / "site"
    builds.make_small(monkeypatch)
    live.publish(Edition.objects.make("eerste"), builds.quietly)
    Page.objects.filter(key="tips").update(lead_nl="Met spoed.")
    hurry = proposals.propose(
        proposals.waiting().values(), "Spoed", emergency="Verkeerd"
    )
    proposals.carry_out(hurry, builds.quietly)
    ContactMethod.objects.filter(key="bz/phone").update(number_nl="0800-2001")
    Section.objects.filter(page__key="trip").update(heading_ar="عنوان")
    made = proposals.propose(proposals.waiting().values(), "Nieuw nummer")
    Page.objects.filter(key="trip").update(lead_nl="Nog niet gekozen.")
    live.prepare(proposals.outcome(made).edition, builds.quietly)
    return made


@pytest.fixture
def at_her_desk(at_the_desk_of, django_user_model):
    return at_the_desk_of(django_user_model.objects.create_superuser("redactie"))


def test_every_screen_of_publishing(proposal, at_her_desk):
    edition = live.seen_now().number
    for name, *arguments in [
        ("publishing_edition_changelist",),
        ("publishing_edition_change", Edition.objects.last().number),
        ("publishing_edition_add",),
        ("publishing_edition_read", edition, "nl/"),
        ("publishing_proposal_changelist",),
        ("publishing_proposal_change", proposal.pk),
        ("publishing_proposal_difference", proposal.pk, "nl/"),
    ]:
        judge(at_her_desk(name, *arguments))


def test_every_screen_of_writing(proposal, at_her_desk):
    trip = Page.objects.get(key="trip")
    section = trip.sections.first()
    method = ContactMethod.objects.get(key="bz/phone")
    for name, argument, query in [
        ("index", None, ""),
        ("content_page_changelist", None, ""),
        ("content_page_change", trip.pk, "?taal=ar"),
        ("content_section_change", section.pk, "?taal=ar"),
        ("content_section_changelist", None, "?taal=ar&stand=unreviewed"),
        ("directory_contactmethod_change", method.pk, ""),
        ("directory_contactmethod_broken", str(method.pk), ""),
        ("desk:exchange", None, ""),
        ("desk:text_search", None, "?phrase=help"),
        ("content_page_share", trip.pk, ""),
        ("content_page_history", trip.pk, ""),
        ("content_page_preview", "nl/1/", ""),
    ]:
        arguments = [] if argument is None else [argument]
        judge(at_her_desk(name, *arguments, query=query))
