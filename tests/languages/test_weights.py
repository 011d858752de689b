"""Headers in which a browser weighs what it likes."""

import pytest

from languages.selection import preferred
from languages.weights import weights


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", {}),
        ("br", {"br": 1}),
        ("gzip;q=0.5, BR ; q=1", {"gzip": 0.5, "br": 1}),
        ("gzip;q=0,*", {"gzip": 0, "*": 1}),
        ("gzip;q=much, br;q=nan, zstd;q=-1, deflate;q=2", {}),
        ("br;q=0.2, br", {"br": 0.2}),
    ],
)
def test_each_item_has_its_weight(header, expected):
    assert weights(header) == expected


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("en;q=0.3, ar;q=0.9", "ar"),
        ("en, ar", "en"),
        ("ar-MA", "ar"),
        ("ar;q=0, en;q=0.1", "en"),
        ("xx", "nl"),
        ("xx, ar;q=0", "nl"),  # refused, and nothing else is liked
    ],
)
def test_the_language_liked_best_is_offered(header, language):
    assert preferred(header) == language
