"""What the checklist asks for is really on the page, not only said to be."""

from importlib import import_module

import pytest

from content.models import Page
from directory.models import ContactMethod
from directory.phone_numbers import digits
from seed import inventory
from seed.files import loading

from ..support import html

pytestmark = pytest.mark.django_db

EXTRA = inventory.read("inventory.toml")


@pytest.mark.parametrize("item", EXTRA["looked_for"])
def test_a_caution_or_contact_stands_on_its_page(item, every_page):
    wanted = EXTRA["looked_for"][item]
    page = html.read(
        every_page[Page.objects.get(key=wanted["page"]).path("nl")].content
    )

    if "words" in wanted:
        assert wanted["words"] in " ".join(page.text.split())
    else:
        method = ContactMethod.objects.get(key=wanted["method"])
        assert item in method.refs
        if method.url:
            assert method.url in page.attributes("href")
        else:
            assert digits(method.number_nl) in digits(page.text)


def test_every_item_is_covered_or_declined_with_a_reason():
    items = inventory.items(loading.load())

    assert len(items) == 541
    assert [
        value.key for value in items if value.standing == inventory.Standing.OPEN
    ] == []
    for item in items:
        if item.standing == inventory.Standing.DECLINED:
            assert len(item.reason) > 20, item
    limited = {
        value.key for value in items if value.standing == "covered" and value.reason
    }
    assert limited == EXTRA["limited"].keys()


@pytest.mark.parametrize("item", EXTRA["features"])
def test_a_feature_is_seen_on_a_page_or_tried_by_a_test(item, client):
    wanted = EXTRA["features"][item]
    if "test" in wanted:
        module, _, name = wanted["test"].rpartition(".")
        assert hasattr(import_module(f"tests.{module}"), name)
    else:
        response = client.get(Page.objects.get(key=wanted["page"]).path("nl"))
        assert response.status_code == 200
        assert wanted["shows"] in response.content.decode()


def test_the_page_can_be_shared_printed_and_read_in_other_languages(every_page):
    page = html.read(every_page["/nl/professionals/"].content)
    links = " ".join(page.attributes("href"))

    for site in ("facebook.com", "x.com", "linkedin.com", "wa.me", "mailto:"):
        assert site in links
    assert page.attributes("data-print") == [""]
    assert {"/en/professionals/", "/ar/professionals/"} <= set(page.attributes("href"))


def test_every_page_can_be_read_aloud(every_page, client):
    for path in ("/nl/", "/en/3/", "/ar/111/", "/nl/professionals/"):
        ids = html.read(every_page[path].content).attributes("id")
        offer = client.get(f"{path}listen.json")
        assert "listen" in ids
        assert offer.status_code == 200
        assert len(offer.json()["sentences"]) > 10


def test_a_caution_that_no_test_looks_for_stays_open(monkeypatch):
    without = EXTRA | {"looked_for": {}}
    monkeypatch.setattr(
        inventory,
        "read",
        lambda name, read=inventory.read: (
            without if name == "inventory.toml" else read(name)
        ),
    )
    untested = [
        item
        for item in inventory.items(loading.load())
        if item.kind in inventory.TESTED_KINDS and item.key not in EXTRA["declined"]
    ]

    assert {item.key for item in untested} == set(EXTRA["looked_for"])
    assert {item.standing for item in untested} == {inventory.Standing.OPEN}
