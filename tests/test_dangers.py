"""Words that could do harm are refused where an editor types them. No database."""

import pytest

from achterlating_site.languages import CODES
from editorial import dangers
from editorial.dangers import dangers as found_in

LIMITS = (
    "- Het werkt niet overal.\n- Niet in een auto.\n- Je familie mag het niet horen."
)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Vertel het je ouders op tijd."),
        ("nl", "Wacht af.\nVertel het\nniemand."),
        ("nl", "Bel zonder te praten."),
        ("en", "Tell no one."),
        ("en", "Add this number to your contacts."),
        ("ar", "لا تخبر أحداً بذلك."),
    ],
)
def test_dangerous_advice_is_refused_with_what_to_say_instead(language, text):
    (problem,) = found_in(text, language)

    assert "Zeg liever" in problem


@pytest.mark.parametrize(
    "text",
    [
        "Vertel het iemand die je vertrouwt.",
        "Bel de ouders niet.",
        "Bellen zonder te praten werkt niet.",
        "Zet deze nummers niet onder een naam in je telefoon.",
    ],
)
def test_good_advice_is_left_alone(text):
    assert list(found_in(text, "nl", "body")) == []


@pytest.mark.parametrize("code", CODES)
def test_every_language_knows_every_kind_of_dangerous_advice(code):
    assert all(phrases for _, phrases in dangers._never(code))


@pytest.mark.parametrize(
    ("text", "field", "is_fine"),
    [
        (f"Een lepel kan opvallen.\n\n{LIMITS}", "caution", True),
        (f"Een lepel kan opvallen.\n\n{LIMITS}", "body", False),
        ("Een lepel kan opvallen.", "caution", False),
        ("ملعقة معدنية", "caution", False),
        ("Hide a spoon.", "lead", False),
    ],
)
def test_the_spoon_keeps_its_place_and_its_limits(text, field, is_fine):
    assert (list(found_in(text, "nl", field)) == []) == is_fine


@pytest.mark.parametrize(
    ("text", "is_fine"),
    [
        ("Redenen zijn spijbelen, wangedrag en homoseksualiteit.", False),
        ("Misconduct, such as being gay.", False),
        ("بسبب سوء السلوك أو لأنه مثلي.", False),
        ("Je bent homo. In de ogen van je familie is dat wangedrag.", True),
        ("Je doet iets wat in de ogen van je familie wangedrag is: homo zijn.", True),
        ("Ben je lesbisch, homo, bi of trans? Je bent goed zoals je bent.", True),
    ],
)
def test_whom_one_loves_is_never_listed_as_misconduct(text, is_fine):
    assert (list(found_in(text, "nl")) == []) == is_fine
