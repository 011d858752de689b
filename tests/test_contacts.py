"""The directory for who needs it at work: by topic, on paper, and as a table."""

import csv
from io import StringIO

import pytest

from achterlating_site.languages import CODES
from directory.models import ContactMethod, Organisation
from directory.topics import TOPICS

from . import html

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", CODES)
def test_every_organisation_stands_under_its_topics(language, every_page):
    page = html.read(every_page[f"/{language}/contacten/"].content)
    targets = {
        it.attributes["id"] for it in page.all("section") if it.attributes.get("id")
    }

    assert targets == set(TOPICS)
    assert {f"#{topic}" for topic in TOPICS} <= set(page.attributes("href"))
    for organisation in Organisation.objects.exclude(topics=""):
        assert organisation.read("name", language).text in page.text


def test_every_organisation_but_one_has_a_topic():
    # the European emergency number is one of the texts, not of this list
    assert {it.key for it in Organisation.objects.filter(topics="")} == {"alarm-eu"}


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
