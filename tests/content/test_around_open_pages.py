"""What stands around an open page: where it is, what it holds, where to read on, what it rests on."""

import re

import pytest
from django.core.exceptions import ValidationError

from content.models import Page, Wing
from content.pages import open_wing
from editorial.models import Source
from languages.offered import CODES

from ..support import html
from ..support.choice import is_quiet

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies(every_page):
    """Pages of the open wing with the whole frame around them: address -> HTML."""
    bare = {
        page.path(code)
        for page in Page.objects.filter(wing=Wing.OPEN)
        if page.is_bare
        for code in CODES
    }
    return {
        path: response.content.decode()
        for path, response in every_page.items()
        if not is_quiet(path) and path not in bare
    }


@pytest.fixture
def body(client):
    """The HTML of an address as the records are now."""
    return lambda path: client.get(path).content.decode()


def part(body: str, opened: str, closed: str) -> html.Page:
    """What stands between the tag that begins with `opened` and the next `closed`."""
    _, shown, rest = body.partition(opened)
    assert shown, opened
    return html.read(rest.partition(">")[2].partition(closed)[0].encode())


def bar(body: str) -> list[html.Element]:
    return part(body, '<details class="menu"', "</details>").all("a")


def hrefs(page: html.Page) -> list[str]:
    return [element.attributes["href"] for element in page.all("a")]


def test_every_open_page_has_the_name_and_the_bar(bodies):
    for path, body in bodies.items():
        code = path.split("/")[1]
        band = part(body, '<nav class="band"', "</nav>")
        leads = [Page.objects.get(key=key).path(code) for key in open_wing.BAR]
        assert [element.attributes["href"] for element in bar(body)] == leads, path
        assert f"/{code}/professionals/" in hrefs(band)
        assert body.index('<nav class="band"') < body.index("<main"), path


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/nl/scholen/", [("Onderwijs", "page")]),
        ("/nl/lesmateriaal/", [("Onderwijs", "true")]),
        ("/nl/samen-lezen-reis/", [("Materiaal", "true")]),
        ("/nl/professionals/", [("Begin", "page")]),
        ("/nl/herkennen/", []),
        ("/nl/privacy/", []),
    ],
)
def test_the_bar_says_where_one_is(bodies, path, current):
    marked = [
        element for element in bar(bodies[path]) if "aria-current" in element.attributes
    ]
    assert [
        (element.text.strip(), element.attributes["aria-current"]) for element in marked
    ] == current


def test_pages_of_the_quiet_wing_and_for_parents_have_none_of_it(every_page, bodies):
    for path in every_page.keys() - bodies.keys():
        content = every_page[path].content.decode()
        for name in ("band", "trail", "contents", "related", "page-sources", "you"):
            assert f'class="{name}"' not in content, (path, name)


def test_the_way_down_to_a_page(bodies):
    trail = part(bodies["/nl/samen-lezen-reis/"], '<nav class="trail"', "</nav>")
    assert hrefs(trail) == ["/nl/professionals/", "/nl/materiaal/", "/nl/brochures/"]
    names = [element.text.strip() for element in trail.all("li")]
    assert names[:2] == ["Voor je werk", "Materiaal"]
    assert names[-1] == Page.objects.get(key="brochure-trip").heading_nl
    assert '<nav class="trail"' not in bodies["/nl/professionals/"]


def test_every_way_within_a_page_leads_somewhere(bodies):
    for path, body in bodies.items():
        ids = set(html.read(body.encode()).attributes("id"))
        ways = set(re.findall(r'href="#([^"]+)">', body))
        assert ways <= ids, (path, ways - ids)


def test_a_long_page_begins_with_its_contents_and_a_short_one_does_not(bodies):
    for page in Page.objects.filter(wing=Wing.OPEN, layout=Page.Layout.PAGE):
        if page.is_bare:
            continue
        kinds = open_wing.APART
        headings = [
            section.heading_nl
            for section in page.sections_now
            if section.heading_nl and section.kind not in kinds
        ]
        body = bodies[page.path("nl")]
        if len(headings) < open_wing.LONG:
            assert 'class="contents"' not in body, page.key
            continue
        listed = part(body, '<nav class="contents"', "</nav>").all("a")
        names = [element.text for element in listed]
        assert len(names) == len(headings) + 1, page.key
        assert names[-1] == "Bronnen van deze pagina"


def test_the_figures_list_their_kinds_too(bodies):
    listed = part(bodies["/nl/cijfers/"], '<nav class="contents"', "</nav>")
    assert {"#part-how", "#estimate", "#sources"} <= set(hrefs(listed))


def test_where_to_read_on_is_not_near_already(bodies):
    numbers = 0
    for path, body in bodies.items():
        if '<nav class="related"' not in body:
            continue
        numbers += 1
        near = {element.attributes["href"] for element in bar(body)} | {path}
        if '<nav class="on"' in body:
            near |= set(hrefs(part(body, '<nav class="on"', "</nav>")))
        related = part(body, '<nav class="related"', "</nav>")
        assert not near & set(hrefs(related)), path
        assert len(related.all("span")) >= len(related.all("a")), (
            path
        )  # one sentence each
    assert numbers > 20 * len(CODES)


def test_pages_under_a_page_come_before_those_beside_it(body):
    under = hrefs(part(body("/nl/scholen/"), '<nav class="related"', "</nav>"))
    assert under == [
        "/nl/lesmateriaal/",
        "/nl/schoolkalender/",
    ]  # next step: scholen-tips
    beside = hrefs(part(body("/nl/lesmateriaal/"), '<nav class="related"', "</nav>"))
    assert "/nl/scholen-tips/" in beside or "/nl/schoolkalender/" in beside


def test_a_page_that_is_retired_is_led_to_by_none_of_it(body):
    Page.objects.filter(key="brochures").update(retired_on="2026-11-01")
    Page.objects.filter(key="lessons").update(retired_on="2026-11-01")

    trail = part(body("/nl/samen-lezen-reis/"), '<nav class="trail"', "</nav>")
    assert hrefs(trail) == ["/nl/professionals/", "/nl/materiaal/"]
    related = part(body("/nl/scholen/"), '<nav class="related"', "</nav>")
    assert "/nl/lesmateriaal/" not in hrefs(related)


def test_every_source_stands_below_with_the_day_it_was_read(bodies):
    for page in Page.objects.filter(wing=Wing.OPEN):
        if page.is_bare:
            continue
        sources = set(page.sources.all())
        for section in page.sections.all():
            sources |= set(section.sources.all())
        body = bodies[page.path("nl")]
        shown = part(body, '<section class="page-sources"', "</section>")
        assert len(shown.all("cite")) == len(sources) > 0, page.key
        for source in sources:
            assert source.title in shown.text, page.key
        assert shown.text.count("Gelezen op ") == len(sources), page.key


def test_a_page_says_at_its_top_when_its_sources_were_read(bodies, body):
    assert "Bronnen gelezen op 21 november 2026" in bodies["/nl/hulpverlening/"] or (
        "Bronnen gelezen tussen " in bodies["/nl/hulpverlening/"]
    )
    Source.objects.exclude(kind="own").update(read_on="2026-11-20")
    assert "Bronnen gelezen op 20 november 2026" in body("/nl/scholen/")
    Source.objects.filter(key="kis-brochure").update(read_on="2026-11-25")
    assert "tussen 20 november 2026 en 25 november 2026" in body("/nl/scholen/")
    assert 'class="read"' not in body("/nl/zoeken/")  # rests on this site alone


def test_no_page_stands_under_itself():
    schools = Page.objects.get(key="schools")
    schools.parent = Page.objects.get(key="lessons")
    with pytest.raises(ValidationError, match="zelf al onder"):
        schools.clean()
    schools.parent = schools
    with pytest.raises(ValidationError, match="zelf al onder"):
        schools.clean()
    schools.parent = Page.objects.get(key="work")
    schools.clean()


def test_a_loop_that_stands_there_all_the_same_ends(body):
    lessons = Page.objects.get(key="lessons")
    Page.objects.filter(key="schools").update(parent=lessons)
    assert part(body("/nl/lesmateriaal/"), '<nav class="trail"', "</nav>").all("li")
