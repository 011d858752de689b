"""The proofreading rules, word by word. No database."""

import pytest

from editorial.rules import Known, different_tokens, problems
from editorial.tokens import Token, tokens_in

KNOWN = Known({"veilig-thuis": {"phone", "chat"}, "ind": {"web"}}, {"help"})


@pytest.mark.parametrize(
    "text",
    [
        "Bel 0800-2000.",
        "Bel 0800 2000.",
        "Bel +31 247 247 247.",
        "Bel 112.",
        "Bel 088 20 80 000 nu",
        "اتصل بالرقم ٠٨٠٠٢٠٠٠",
        "اتصل بـ ١١٢",
        "٠٨٠٠ ٢٠٠٠",
        "Bel 0800–2000.",
        "Bel 0800\N{NON-BREAKING HYPHEN}2000.",
        "Bel 0800/2000.",
        "Bel 0900 (8844).",
        "Bel 0800\N{LEFT-TO-RIGHT MARK}-2000.",
        "Bel +31–247–247–247.",
        "Bel +31/247/247/247.",
        "٠٨٠٠–٢٠٠٠",
        "Bel 116 111.",
        "Bel 1-1-2.",
    ],
)
def test_a_number_to_dial_is_refused_in_every_script(text):
    assert any("telefoonnummer" in problem for problem in problems(text, KNOWN))


@pytest.mark.parametrize(
    "text",
    [
        "Sinds 1 juli 2023 staat dit in de wet.",
        "Tussen 12 en 18 jaar.",
        "Artikel 1:247, artikel 284.",
        "De app 112NL.",
        "1. Bel [veilig-thuis].\n2. Lees [page:help].",
        "van 2011 tot en met 2012",
        "in 2019–2021",
        "in 2019-2021",
        "artikel 1:68 en 1:31",
    ],
)
def test_years_ages_and_articles_are_no_numbers(text):
    assert list(problems(text, KNOWN)) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[veilig]", "er is geen organisatie"),
        ("[page:hulp]", "er is geen pagina"),
        ("[fax:ind]", "is geen soort"),
        ("[ind]", "heeft geen phone"),
        ("[chat:ind]", "heeft geen chat"),
        ("[Veilig Thuis]", "is geen verwijzing"),
        ("los ] haakje", "is geen verwijzing"),
        ("<b>vet</b>", "kan hier niet"),
        ("# kop", "kan hier niet"),
        ("zie https://ind.nl", "kan hier niet"),
    ],
)
def test_what_points_nowhere_is_refused(text, problem):
    assert any(problem in result for result in problems(text, KNOWN))


def test_a_translation_points_at_what_the_dutch_points_at():
    dutch, english = (
        "Bel [veilig-thuis] of [veilig-thuis].",
        "Call [veilig-thuis]. [page:help]",
    )

    assert list(different_tokens(dutch, english)) == [
        "[veilig-thuis] staat in het Nederlands, maar niet in deze vertaling.",
        "[page:help] staat in deze vertaling, maar niet in het Nederlands.",
    ]


def test_words_of_another_language_are_no_stray_brackets():
    assert list(problems("قل: «[nl: Ik wil u alleen spreken.]»", KNOWN)) == []
    assert list(problems("[nl:]", KNOWN))


def test_tokens_are_read_in_order():
    assert tokens_in("[veilig-thuis] en [page:help]") == [
        Token("contact", "veilig-thuis"),
        Token("page", "help"),
    ]
