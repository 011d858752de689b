"""Numbers and hours: shown as they are, linked only where they work."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from content.token_values import Facts
from directory.models import ContactMethod
from directory.opening_hours import check_hours, in_words
from directory.phone_numbers import check_number, tel, whatsapp
from editorial.tokens import Token


@pytest.mark.parametrize(
    "number",
    ["112", "113", "0800-2000", "0900-8844", "+31 247 247 247", "088 043 0430"],
)
def test_numbers_one_can_dial_are_taken(number):
    check_number(number)


@pytest.mark.parametrize(
    "number", ["", "bel ons", "0800", "12", "+31 24", "+31 247 247 247 247 9"]
)
def test_what_cannot_be_dialled_is_refused(number):
    with pytest.raises(ValidationError):
        check_number(number)


def test_links_keep_short_numbers_short():
    assert tel("112") == "tel:112"
    assert tel("0800-2000") == "tel:08002000"
    assert tel("+31 247 247 247") == "tel:+31247247247"
    assert whatsapp("+31 857 737 400") == "https://wa.me/31857737400"


@pytest.mark.parametrize(
    ("hours", "language", "words"),
    [
        ("24/7", "nl", "dag en nacht"),
        ("24/7", "en", "day and night"),
        ("Mo-Fr 09:00-17:00", "nl", "maandag – vrijdag 09:00–17:00"),
        ("Sa 10:00-14:00", "en", "Saturday 10:00–14:00"),
        ("", "nl", ""),
    ],
)
def test_hours_are_said_in_words(hours, language, words):
    with translation.override(language):
        assert in_words(hours, language) == words


@pytest.mark.parametrize(
    "hours",
    ["altijd", "Mo-Fr 9-17", "Fr-Mo 09:00-17:00", "Mo 17:00-09:00", "Mo 09:00-24:30"],
)
def test_impossible_hours_are_refused(hours):
    with pytest.raises(ValidationError):
        check_hours(hours)


@pytest.mark.parametrize(
    ("confidence", "dialable"),
    [
        ("high", True),
        ("medium-official", True),
        ("medium-quoted", False),
        ("medium-other", False),
        ("low", False),
    ],
)
def test_a_number_is_dialable_when_an_official_source_says_it(confidence, dialable):
    assert ContactMethod(confidence=confidence).is_dialable is dialable


def test_a_phone_call_makes_any_number_dialable():
    from datetime import date

    method = ContactMethod(confidence="low", phoned_on=date(2026, 11, 21))

    assert method.is_dialable


def way(**facts) -> ContactMethod:
    """A way of contact that is right, but for `facts`."""
    right = {"key": "x/x", "confidence": "high", "read_in_source_on": "2026-11-21"}
    return ContactMethod(**right | facts)


def judged(method: ContactMethod) -> None:
    method.full_clean(exclude=["organisation", "source"], validate_unique=False)


@pytest.mark.parametrize(
    "number",
    [
        "+31 800 2000",
        "+31 0800 2000",
        "+31 900 8844",
        "+31 906-1234567",
        "+31 909 1234",
    ],
)
def test_a_dutch_service_number_is_no_way_in_from_abroad(number):
    judged(way(kind="phone", number_nl="112", number_abroad="+31 247 247 247"))

    with pytest.raises(ValidationError, match="number_abroad"):
        judged(way(kind="phone", number_nl="112", number_abroad=number))


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("email", "hulp@voorbeeld.example", "https://voorbeeld.example"),
        ("web", "https://voorbeeld.example/x", "hulp@voorbeeld.example"),
        ("chat", "https://voorbeeld.example", "javascript:alert(1)"),
        ("web", "https://www.google.nl", "https://www.google.nl/maps/place/Tilburg"),
        ("web", "https://mapstudio.example", "https://maps.app.goo.gl/abc"),
        ("web", "https://ind.nl", "https://www.openstreetmap.org/node/1"),
        ("web", "https://ind.nl", ""),
    ],
)
def test_every_kind_takes_its_own_sort_of_address(kind, right, wrong):
    judged(way(kind=kind, url=right))

    with pytest.raises(ValidationError, match="url"):
        judged(way(kind=kind, url=wrong))


def test_who_phoned_and_when_go_together():
    judged(way(kind="phone", number_nl="112", phoned_on="2026-11-25", phoned_by="Sam"))

    for half in ({"phoned_on": "2026-11-25"}, {"phoned_by": "Sam"}):
        with pytest.raises(ValidationError, match="wie er belde"):
            judged(way(kind="phone", number_nl="112", **half))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "token", "shown"),
    [
        ("nl", "veilig-thuis", "tel:08002000"),
        ("abroad", "veilig-thuis", "niet te bellen vanuit het buitenland"),
        ("anywhere", "veilig-thuis", "alleen in Nederland"),
        ("abroad", "bz", "tel:+31247247247"),
        ("abroad", "lkha", "tel:+31703454319"),
    ],
)
def test_a_token_offers_the_number_that_works_where_the_reader_is(place, token, shown):
    assert shown in Facts("nl", place).render(Token("contact", token), within="nl")


@pytest.mark.django_db
def test_every_phone_number_says_where_and_when_it_was_read():
    for method in ContactMethod.objects.all():
        assert method.source_id, method.key
        assert method.read_in_source_on, method.key
