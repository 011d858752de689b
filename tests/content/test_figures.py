"""Figures: sums that add up, nobody to be recognised, never without year and source."""

import csv
from io import StringIO
from types import SimpleNamespace

import pytest
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.html import escape

from content.models.figures import Figure, FigureTable, in_words, mistakes_in
from content.pages import figure_tables
from content.pages.figure_tables import number_in_words
from editorial.models import Source
from seed.files import loading
from seed.proofreading.page_checks import wrong_tables

from ..support import html
from ..support.desk import errors, opened

pytestmark = pytest.mark.django_db


def row(value, high=None, part=False):
    return SimpleNamespace(value=value, high=high, part=part)


@pytest.mark.parametrize(
    ("total", "rows", "problem"),
    [
        (5, [row(2), row(4)], "De rijen zijn samen 6"),
        (None, [row(2), row(4)], "Zeg in de voetnoot"),
        (2, [row(1), row(1)], "niet verder uitgesplitst"),
        (None, [row(2), row(1, part=True)], "niet verder uitgesplitst"),
        (None, [row(9), row(10, part=True)], "groter dan de rij erboven"),
        (None, [row(3, part=True), row(3)], "De eerste rij"),
        (9, [row(3, 9)], "heeft geen totaal"),
        (0, [], "minstens één rij"),
    ],
)
def test_a_table_that_is_wrong_is_refused(total, rows, problem):
    assert any(problem in result for result in mistakes_in(total, rows, has_note=False))


def test_parts_do_not_count_and_a_note_explains_a_missing_total():
    rows = [row(11), row(4, part=True), row(4)]

    assert list(mistakes_in(15, rows, has_note=False)) == []
    assert list(mistakes_in(None, rows, has_note=True)) == []


def test_the_tables_of_2018_add_up_as_counted_by_hand():
    assert list(wrong_tables(loading.load())) == []
    tables = FigureTable.objects.filter(key__startswith="lkha-2018")
    assert sorted(table.total for table in tables) == [4, 6, 6, 10, 11, 15, 39, 57, 57]


def test_no_figure_is_without_year_and_source(every_page):
    page = " ".join(html.read(every_page["/nl/cijfers/"].content).text.split())
    tables = FigureTable.objects.prefetch_related("sources", "rows")

    assert len(tables) >= 16
    for table in tables:
        assert table.rows.all(), table.key
        assert table.sources.all(), table.key
        assert in_words(table.period, "nl") in page
        for source in table.sources.all():
            assert str(source) in page


def test_each_table_is_read_aloud_as_one(every_page):
    for code in ("nl", "en", "ar"):
        page = html.read(every_page[f"/{code}/cijfers/"].content)
        tables = FigureTable.objects.count()

        assert len(page.all("table")) == len(page.all("caption")) == tables
        scopes = [th.attributes.get("scope") for th in page.all("th")]
        assert set(scopes) == {"row", "col"}
        for drawing in page.all("svg"):
            assert drawing.attributes["aria-hidden"] == "true"
        for table in FigureTable.objects.all():
            assert table.read("summary", code).text in page.text


def test_the_footnote_stays_with_every_table_of_2018():
    for table in FigureTable.objects.filter(key__startswith="lkha-2018"):
        assert "Adviesvragen van professionals zitten niet" in table.note_nl, table.key


def test_old_figures_stand_apart_from_those_of_now(every_page):
    text = html.read(every_page["/nl/cijfers/"].content).text

    old = text.index("Deze cijfers zijn oud")
    for table in FigureTable.objects.all():
        is_old = text.index(table.summary_nl) > old
        assert is_old == (table.standing == "history"), table.key
        assert is_old or table.period >= "2022" or table.standing == "estimate"


def test_an_estimate_is_drawn_from_low_to_high_and_says_for_how_long(every_page):
    page = html.read(every_page["/nl/cijfers/"].content)
    figure = Figure.objects.get(key="estimate-2014/left-behind")

    assert "364 – 1.631" in page.text
    assert "twee jaar samen" in page.text
    assert number_in_words(figure, "en") == "364 – 1,631"


def test_rows_within_one_whole_are_drawn_and_others_are_not():
    drawn = {
        shown["table"].key
        for group in figure_tables.groups("nl")
        for count in group["counts"]
        for shown in count["tables"]
        if shown["is_drawn"]
    }

    assert {"lkha-2022", "campaign-ind", "lkha-2018", "estimate-2014"} <= drawn
    assert not {"campaign-abroad", "campaign-rotterdam", "children"} & drawn


def test_the_sources_of_a_table_are_links_where_they_have_an_address(client):
    links = html.read(client.get("/nl/cijfers/").content).attributes("href")
    urls = Source.objects.filter(figuretable__isnull=False).exclude(url="")

    assert {source.url for source in urls} <= set(links)


def test_a_new_table_opens_with_a_row_and_its_sources_by_name(admin_client):
    url = reverse("admin:content_figuretable_add")
    content = admin_client.get(url).content.decode()
    names = [
        str(source) for source in Source.objects.order_by(Lower("publisher"), "title")
    ]
    first, last = names[0], names[-1]

    assert opened(admin_client, url)["rows-TOTAL_FORMS"] == 1
    assert content.index(escape(first)) < content.index(escape(last))


def test_the_table_can_be_carried_off(client):
    response = client.get("/nl/cijfers.csv")
    rows = list(csv.DictReader(StringIO(response.content.decode())))

    assert response.status_code == 200
    assert len(rows) == Figure.objects.count()
    assert all(row["period"] and row["source"] for row in rows)
    first = next(item for item in rows if item["table"] == "Meldingen bij het LKHA")
    assert first["value"] == "50"


def test_an_editor_adds_a_year_and_the_sum_is_checked(admin_client):
    url = reverse("admin:content_figuretable_add")
    words = {"heading_nl": "Meldingen", "summary_nl": "In 2026 waren er 12 meldingen."}
    sent = opened(admin_client, url) | words
    sent |= {"key": "lkha-2026", "standing": "recent", "period": "2026", "total": "12"}
    sent |= {"position": "0", "rows-TOTAL_FORMS": "2"}
    sent |= {"rows-0-label_nl": "Achterlating", "rows-0-value": "9"}
    sent |= {"rows-1-label_nl": "Huwelijksdwang", "rows-1-value": "2"}

    assert "Dit veld is verplicht" in errors(admin_client.post(url, sent))  # no source
    sent["sources"] = [Source.objects.first().pk]
    assert "De rijen zijn samen 11" in errors(admin_client.post(url, sent))
    sent["rows-1-value"] = "3"
    assert admin_client.post(url, sent).status_code == 302
    table = FigureTable.objects.get(key="lkha-2026")
    assert [row.value for row in table.rows.all()] == [9, 3]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2018", "2018"),
        ("2011/2012", "2011 – 2012"),
        ("2009-05/2009-10", "mei 2009 – oktober 2009"),
        ("2009-05-24/2009-07-31", "24 mei 2009 – 31 juli 2009"),
    ],
)
def test_a_period_is_said_in_words(period, words):
    assert in_words(period, "nl") == words
