"""What a check of all that is saved finds, as publishing asks it."""

import pytest

from content.models import Page
from editorial.proofreading import LONGEST, problems_now

pytestmark = pytest.mark.django_db


def problems_of(field: str) -> list[str]:
    return [
        message
        for entry, name, language, message in problems_now()
        if (entry.key, name, language) == ("trip", field, "nl")
    ]


def test_what_is_seeded_has_no_problem():
    assert list(problems_now()) == []


def test_a_telling_title_of_a_quiet_page_is_a_problem():
    Page.objects.filter(key="trip").update(title_nl="Achterlating")

    (message,) = problems_of("title")
    assert "verraadt" in message


@pytest.mark.parametrize("length", [LONGEST + 1, 2 * LONGEST + 1])
def test_a_text_that_fits_in_no_page_is_a_problem(length):
    Page.objects.filter(key="trip").update(lead_nl="a" * length)

    (message,) = problems_of("lead")
    assert f"{length} tekens lang" in message
