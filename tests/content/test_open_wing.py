"""The open wing: found by anyone who looks for it at work, and a way to the quiet wing first."""

import json
import re
from xml.etree import ElementTree

import brotli
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.html import escape

from content.models import Page, Resource, Section, Wing
from content.pages import posters
from content.pages.search_index import plain
from directory.models import ContactMethod
from editorial.models import Source
from languages.offered import CODES

from ..support import html
from ..support.choice import is_quiet

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def open_pages(every_page):
    pages = {
        path: html.read(response.content)
        for path, response in every_page.items()
        if not is_quiet(path)
    }
    assert len(pages) >= 12 * len(CODES)
    return pages


@pytest.fixture
def for_parents():
    pages = Page.objects.filter(frame=Page.Frame.PARENTS)
    return {page.path(code) for page in pages for code in CODES}


def test_every_open_page_begins_with_the_way_for_anyone_it_is_about(
    every_page, open_pages, for_parents
):
    for path in open_pages.keys() - for_parents:
        links = open_pages[path].all("a")
        (strip,) = [link for link in links if link.attributes.get("id") == "name"]
        home = f"/{path.split('/')[1]}/"
        assert strip.attributes == {"class": "name", "id": "name", "href": home}, path
        inside = every_page[path].content.decode().partition("<main")[2]
        assert f'<p class="you"><a href="{home}">' in inside, path


def test_pages_for_parents_show_no_way_to_the_doors(open_pages, for_parents):
    """Nor to what the phone remembers, nor the ministry's line, nor a button to share."""
    hidden = {
        page.path(code) for page in Page.objects.filter(wing="quiet") for code in CODES
    }
    assert len(for_parents) == 3 * len(CODES)
    for path in for_parents:
        links = {element.attributes["href"] for element in open_pages[path].all("a")}
        assert not links & hidden, path
        assert {"tel:112", "tel:08002000"} <= links, path
        assert not any("wa.me" in link for link in links), path
        row = next(element for element in open_pages[path].all("aside"))
        assert "247 247 247" not in row.text, path


def test_every_open_page_says_to_machines_what_it_is(open_pages):
    for path, page in open_pages.items():
        (canonical,) = (
            element.attributes["href"]
            for element in page.all("link")
            if element.attributes["rel"] == "canonical"
        )
        assert canonical == settings.SITE_URL + path
        there = {
            element.attributes["hreflang"]: element.attributes["href"]
            for element in page.all("link")
            if "hreflang" in element.attributes
        }
        assert there.keys() == {*CODES, "x-default"}
        assert there[path.split("/")[1]] == canonical
        names = [element.attributes.get("name") for element in page.all("meta")]
        assert "description" in names, path
        assert "robots" not in names, path


def test_what_machines_read_claims_no_organisation(every_page, open_pages):
    for path in open_pages:
        content = every_page[path].content.decode()
        (data,) = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', content
        )
        result = json.loads(data)
        assert result["@type"] == "WebPage"
        assert result["url"] == settings.SITE_URL + path
        assert result["description"]
        assert not {"publisher", "author", "address", "telephone"} & result.keys()
        assert "Organization" not in data


def test_the_quiet_wing_has_none_of_it(every_page):
    for path, response in every_page.items():
        if is_quiet(path):
            content = response.content.decode()
            assert "ld+json" not in content, path
            assert "canonical" not in content, path
            assert "x-default" not in content, path


def test_the_sitemap_holds_the_open_wing_and_nothing_else(client, open_pages):
    response = client.get("/sitemap.xml")
    tree = ElementTree.fromstring(response.content)
    results = {url.find(f"{SITEMAP}loc").text for url in tree}

    assert response.status_code == 200
    assert results == {settings.SITE_URL + path for path in open_pages}
    assert all(len(url) == 1 + len(CODES) + 1 for url in tree)


def test_robots_names_the_sitemap_and_no_address_of_ours(client):
    text = client.get("/robots.txt").content.decode()

    assert "Sitemap: " + settings.SITE_URL + "/sitemap.xml" in text
    assert settings.ADMIN_PATH not in text
    assert not re.search(r"/\d", text.replace(settings.SITE_URL, ""))


# --- Search


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Eén FOTO's, café", ["een", "foto", "s", "cafe"]),
        ("المساعدة", ["مساعده"]),
        ("مُسَاعَدَة", ["مساعده"]),
        ("إلى أُمّي", ["الي", "امي"]),
        ("کتاب ی", ["كتاب", "ي"]),
        ("والزواج", ["زواج"]),
    ],
)
def test_words_are_compared_without_what_people_type_differently(text, words):
    assert plain(text) == words


def test_the_index_is_small_and_finds_every_page(client):
    for code in CODES:
        response = client.get(f"/{code}/zoek.json")
        result = response.json()

        assert response.status_code == 200
        assert response["Cache-Control"] == "no-store"
        assert len(brotli.compress(response.content)) <= settings.CORE_BUDGET
        addresses = {row[0] for row in result["pages"]}
        assert all(address.startswith(f"/{code}/") for address in addresses)
        assert len(addresses) > 25
        reached = {number for numbers in result["names"].values() for number in numbers}
        assert reached == set(range(len(result["pages"])))
        assert not result["words"].keys() & set(result["common"])


def test_two_pages_of_one_name_are_told_apart(client):
    for code in CODES:
        rows = client.get(f"/{code}/zoek.json").json()["pages"]
        words = [(row[1], *row[4:]) for row in rows]
        assert len(words) == len(set(words))
    listed = html.read(client.get("/nl/zoeken/").content).text
    assert "Wat is achterlating? (makkelijk lezen)" in listed


def test_a_retired_page_is_not_found(client):
    page = Page.objects.get(key="talk-sheet")
    Page.objects.filter(pk=page.pk).update(retired_on="2026-10-01")
    rows = client.get("/nl/zoek.json").json()["pages"]

    assert page.path("nl") not in [row[0] for row in rows]


def test_every_page_is_listed_from_a_to_z_without_typing(open_pages):
    for code in CODES:
        page = open_pages[f"/{code}/zoeken/"]
        links = set(page.attributes("href"))
        for other in Page.objects.exclude(layout__in=("cleared", "country", "search")):
            assert other.path(code) in links, other.key
        assert page.all("input") == []  # a field is made by a tap
        (box,) = [
            element for element in page.elements if "data-search" in element.attributes
        ]
        assert "hidden" in box.attributes


# --- What is printed and copied


@pytest.mark.parametrize("layout", ["poster", "cutouts"])
def test_a_paper_has_the_numbers_and_a_code_with_quiet_around_it(layout, open_pages):
    for paper in Page.objects.filter(layout=layout):
        for code in CODES:
            page = open_pages[paper.path(code)]
            for key in ("alarm/phone", "veilig-thuis/phone"):
                assert ContactMethod.objects.get(key=key).number_nl in page.text
            assert ContactMethod.objects.get(key="bz/phone").number_abroad in page.text
            address = settings.SITE_URL + reverse("home", args=[code])
            labels = page.attributes("aria-label")
            assert any(address in label for label in labels)


def test_the_code_leaves_four_modules_of_quiet_on_every_side():
    path, size = posters.code_path("https://noordwind.example/nl/")
    runs = [tuple(map(int, run)) for run in re.findall(r"M(\d+) (\d+)h(\d+)", path)]

    assert min(x for x, _, _ in runs) == min(y for _, y, _ in runs) == 4
    assert max(x + length for x, _, length in runs) == size - 4
    assert max(y for _, y, _ in runs) == size - 5


def test_a_poster_says_that_scanning_leaves_a_trace(open_pages):
    assert (
        "Je telefoon onthoudt dat je dit scant"
        in open_pages["/nl/poster-jongeren/"].text
    )
    assert "Scannen laat wel iets achter" in open_pages["/nl/materiaal/"].text


def test_the_block_for_other_sites_loads_nothing_and_has_a_date(every_page):
    for code in CODES:
        content = every_page[f"/{code}/materiaal/"].content.decode()
        shown = re.search(r"<pre[^>]*><code>(.*?)</code></pre>", content, re.DOTALL)[1]
        block = html.read(
            shown.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", '"')
            .encode()
        )

        names = {element.name for element in block.elements}
        assert names <= {"section", "h2", "p", "ul", "li", "a", "bdi", "small"}
        attributes = {name for item in block.elements for name in item.attributes}
        assert attributes <= {"lang", "dir", "href", "rel"}
        links = block.attributes("href")
        assert links == [
            "tel:112", "tel:08002000", "tel:+31247247247", f"{settings.SITE_URL}/{code}/"
        ]  # fmt: skip
        assert re.search(r"\d{4}", block.all("small")[0].text)
        assert escape("<script") not in shown


def test_lessons_of_others_say_what_nobody_checked(client):
    Section.objects.filter(key="work/first").update(kind=Section.Kind.RESOURCES)
    page = html.read(client.get("/nl/professionals/").content)

    assert Resource.objects.count() >= 8
    for resource in Resource.objects.all():
        assert resource.name_nl in page.text
        if resource.url:
            assert resource.url in page.attributes("href")
    assert page.text.count("Wij hebben het nog niet bekeken.") == 1
    without = Resource.objects.filter(url="").count()
    assert page.text.count("Wij weten niet waar het nu staat") == without > 0


def test_no_lesson_is_a_dead_end(client):
    page = html.read(client.get("/nl/lesmateriaal/").content)
    (listed,) = [
        element
        for element in page.all("ul")
        if element.attributes.get("class") == "resources"
    ]
    links = [element.attributes["href"] for element in page.all("a")]

    assert ContactMethod.objects.get(key="lkha/web").url in links
    assert ContactMethod.objects.get(key="fier/web").url in links
    assert "website van Fier" in listed.text
    toolkit = Source.objects.get(key="kis-toolkit")
    shown = " ".join(listed.text.split())  # a browser shows a line break as a space
    assert f"Wij vonden het hier: {toolkit}." in shown
    assert not listed.text.rstrip().endswith("Vraag het de maker.")
    assert "Vraag het de maker.\n" not in listed.text


def test_what_somebody_looked_at_says_when(client):
    Resource.objects.filter(key="podcast").update(checked_on="2026-11-20")
    page = html.read(client.get("/nl/lesmateriaal/").content)

    assert "Bekeken op 20 november 2026." in page.text
    unseen = Resource.objects.count() - 1
    assert page.text.count("Wij hebben het nog niet bekeken.") == unseen


def test_sources_stand_by_kind_with_dates_in_words(client):
    page = html.read(client.get("/nl/bronnen/").content)
    headings = [element.text for element in page.all("h3")]

    assert headings[:2] == ["Wetten", "Overheid en Tweede Kamer"]
    for source in Source.objects.all():
        assert source.title in page.text
        assert source.isbn in page.text
    assert "Gelezen op 21 november 2026." in page.text
    assert not re.search(r"\(\d{4}-\d\d", page.text)


def test_a_page_about_the_law_says_which_text_was_read_and_when(client):
    for path, key in (("wet", "youth-act"), ("wet-strafrecht", "criminal-code")):
        content = client.get(f"/nl/{path}/").content
        law = Source.objects.get(key=key)
        assert law.url in html.read(content).attributes("href")
        assert law.title in html.read(content).text
        assert "Gelezen op 21 november 2026." in html.read(content).text
    assert "wetteksten" not in client.get("/nl/tolk/").content.decode()


def test_open_pages_are_described():
    for page in Page.objects.filter(wing=Wing.OPEN):
        assert page.description_nl, page.key
