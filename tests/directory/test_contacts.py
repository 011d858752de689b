"""The directory for anyone who needs it at work: by topic, on paper, and as a table."""

import csv
import re
from io import StringIO

import pytest

from content.models import Page
from directory.models import ContactMethod, Organisation
from directory.topics import TOPICS
from languages.offered import CODES

from ..support import html

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", CODES)
def test_every_organisation_stands_there_once_with_its_topics(language, every_page):
    page = html.read(every_page[f"/{language}/contacten/"].content)
    listed = {element.attributes["id"]: element for element in page.all("tbody")}

    assert {f"#{topic}" for topic in TOPICS} <= set(page.attributes("href"))
    assert len(listed) == len(page.all("tbody"))
    assert {*listed} == {item.key for item in Organisation.objects.exclude(topics="")}
    for organisation in Organisation.objects.exclude(topics=""):
        row = listed[organisation.key]
        assert row.attributes["data-topic"] == organisation.topics
        assert organisation.read("name", language).text in page.text


def test_every_organisation_but_two_has_a_topic():
    # the European emergency number and the app for anyone who is deaf belong to texts
    none = {organisation.key for organisation in Organisation.objects.filter(topics="")}
    assert none == {"alarm-eu", "app-112nl"}


def test_every_topic_has_somebody_for_professionals():
    for topic in TOPICS:
        result = Organisation.objects.filter(topics__contains=topic)
        assert any("work" in item.audiences.split() for item in result), topic


@pytest.mark.parametrize("language", CODES)
def test_the_list_claims_no_more_than_is_known(language, client):
    page = client.get(f"/{language}/contacten/").content.decode()
    whatsapp = ContactMethod.objects.get(key="bz/whatsapp").number_nl

    assert not re.search(r"wa\.me/\d", page)
    first = Page.objects.get(key="abroad").path(language)
    assert (
        f'<a href="{first}">WhatsApp</a> <bdi dir="ltr" translate="no">{whatsapp}</bdi>'
        in page
    )
    usually = {"nl": "meestal", "en": "usually", "ar": "عادةً"}[language]
    assert f"{usually} " in page


def test_what_only_others_say_is_text_and_never_among_the_first_three(client):
    page = client.get("/nl/contacten/").content.decode()
    listed = html.read(page.encode()).all("tbody")
    for topic in TOPICS:
        rows = [
            element
            for element in listed
            if topic in element.attributes["data-topic"].split()
        ]
        assert rows, topic
        for row in rows[:3]:
            for key in ("juridisch-loket", "luisterlijn", "mind-hulplijn"):
                method = ContactMethod.objects.get(key=f"{key}/phone")
                assert method.number_nl not in row.text, (topic, key)
    for number in ("08008020", "0880767000", "09001450"):
        assert f"tel:{number}" not in page
        assert f"tel:{number}" not in client.get("/nl/7/").content.decode()


@pytest.mark.parametrize("language", CODES)
def test_the_table_holds_every_way_with_its_source(language, client):
    response = client.get(f"/{language}/contacten.csv")
    rows = list(csv.DictReader(StringIO(response.content.decode())))

    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert len(rows) == ContactMethod.objects.count()
    assert list(rows[0])[:4] == ["organisation", "kind", "number_nl", "number_abroad"]
    assert all(row["source"] and row["read_in_source_on"] for row in rows)


def test_what_does_not_work_is_not_in_the_table(client):
    ContactMethod.objects.filter(key="ind/phone").update(broken_on="2026-11-01")

    assert "088 043 0430" not in client.get("/nl/contacten.csv").content.decode()
