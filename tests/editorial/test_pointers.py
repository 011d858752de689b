"""What points at a record, said before it goes."""

import pytest
from django.urls import reverse
from django.utils import timezone

from content.models import Page, Section, SignalList
from directory.models import Organisation
from editorial.pointers import pointing_at

from ..support.desk import address, errors, opened

pytestmark = pytest.mark.django_db


def test_a_page_is_pointed_at_by_words_and_by_relations():
    page = Page.objects.get(key="phone")
    by_words = Section.objects.get(key="abroad/watched")
    before = Page.objects.get(key="trip")
    before.next_page = page
    before.save()

    others = pointing_at(page)

    assert by_words in others
    assert before in others
    assert page not in others
    assert not set(page.sections.all()) & {
        other for other in others if "[page:phone]" not in str(other.words("nl"))
    }


def test_an_organisation_is_pointed_at_by_each_of_its_tokens():
    ministry = Organisation.objects.get(key="bz")
    section = Section.objects.get(key="abroad/contact")
    section.body_nl = "Stuur een bericht: [whatsapp:bz]"
    section.save()

    assert section in pointing_at(ministry)


def test_before_something_is_deleted_one_reads_what_points_at_it(admin_client):
    signals = SignalList.objects.filter(section__isnull=False).first()
    section = signals.section_set.first() if hasattr(signals, "section_set") else None
    section = section or Section.objects.filter(signal_lists=signals).first()
    url = reverse("admin:content_signallist_delete", args=[signals.pk])

    page = admin_client.get(url).content.decode()

    assert "Hiernaar verwijst nog iets" in page
    assert address(section).partition("?")[0] in page
    assert "object (" not in page  # rows between two records are nobody's words


def test_a_page_that_goes_says_so_and_leads_back(admin_client):
    page = Page.objects.get(key="tips")
    form = admin_client.get(address(page)).content.decode()
    assert "Wat hiernaar verwijst" in form
    leads_to = Page.objects.get(key="trip")
    data = opened(admin_client, address(page))
    data |= {"retired_on": f"{timezone.localdate():%d-%m-%Y}", "next_page": leads_to.pk}

    response = admin_client.post(address(page), data, follow=True)

    page.refresh_from_db()
    assert page.retired_on
    text = response.content.decode()
    assert "Toch niet? Zet haar terug." in text
    back = text.partition("Toch niet?")[0].rpartition('href="')[2].partition('"')[0]
    back = back.replace("&amp;", "&")
    again = opened(admin_client, back)
    assert again["retired_on"] == ""
    hidden = admin_client.get(back).content.decode().partition("initial-retired_on")[2]
    now = hidden.partition('value="')[2].partition('"')[0]
    again["initial-retired_on"] = now  # what stands there now goes along
    response = admin_client.post(address(page), again)
    assert response.status_code == 302, errors(response)
    page.refresh_from_db()
    assert page.retired_on is None
