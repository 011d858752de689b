"""Only what changed is made anew: no page is kept that would come out otherwise."""

import pytest
from django.test import Client

from content.models import Page, Section, Signal
from directory.models import ContactMethod, Country, Organisation, Post
from editorial.models import Source
from publishing.build.dependencies import Reads
from safety.models import Decoy

from ..support.paths import a_few

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def paths(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        countries = [country.path("nl") for country in Country.objects.all()[:3]]
        tips = Page.objects.get(key="tips").path("nl")
        few = [path for path in a_few() if path.startswith("/nl/")]
        return list(dict.fromkeys([*few, tips, *countries]))


def made(paths) -> tuple[Reads, dict[str, bytes]]:
    client, reads, bodies = Client(), Reads(), {}
    for path in paths:
        with reads.of(path):
            bodies[path] = client.get(path).content
    for asked in reads.pages.values():
        for question in asked:
            reads.answer(question)
    return reads, bodies


def test_a_page_asks_as_much_the_second_time(paths):
    """Else something is remembered between pages, and a change of it would be missed."""
    first, second = made(paths)[0], made(paths)[0]

    assert first.pages == second.pages
    assert all(asked for asked in first.pages.values())


def test_no_page_is_kept_that_comes_out_otherwise(paths):
    before, bodies = made(paths)
    Section.objects.filter(page__key="trip").update(body_nl="Anders.")
    Organisation.objects.filter(key="bz").update(name_nl="Anders")
    ContactMethod.objects.filter(key="veilig-thuis/phone").update(number_nl="0800-2001")
    Signal.objects.filter(pk=Signal.objects.first().pk).update(text_nl="Anders.")
    Country.objects.filter(pk=Country.objects.first().pk).update(danger_nl="Anders.")
    Post.objects.filter(key="rabat").update(city_nl="Anders")
    Source.objects.update(title="Anders")
    Decoy.objects.create(language="nl", url="https://www.example.org/")
    Page.objects.filter(key="tips").update(heading_nl="Anders")
    after, changed = made(paths)[1], Reads()

    otherwise = {path for path in paths if after[path] != bodies[path]}
    kept = {path for path in paths if changed.keeps(path, before)}

    assert len(otherwise) > 10
    assert kept & otherwise == set()


def test_what_did_not_change_is_kept_and_can_be_read_back(paths, tmp_path):
    before, _ = made(paths[:4])
    before.write(tmp_path / "reads.gz")
    after = Reads()

    assert all(
        after.keeps(path, Reads.read(tmp_path / "reads.gz")) for path in paths[:4]
    )
    assert not after.keeps("/nl/no-such-page/", before)
    (tmp_path / "reads.gz").write_bytes(b"damaged")
    assert Reads.read(tmp_path / "reads.gz").pages == {}
