"""How pages become sentences, and sentences words for a voice."""

import re

import pytest

from editorial.sentences import split
from languages.offered import CODES
from speech.text.page_text import read
from speech.text.pronunciation import rules_of

from ..support import html


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("nl", "Bel 112. Wacht niet!", ["Bel 112.", "Wacht niet!"]),
        ("nl", "Vraag dhr. Jansen o.a. om hulp.", ["Vraag dhr. Jansen o.a. om hulp."]),
        ("nl", "Bel mr. A. de Vries. Nu.", ["Bel mr. A. de Vries.", "Nu."]),
        ("nl", "Zeg: ‘Help mij.’ Blijf kalm.", ["Zeg: ‘Help mij.’", "Blijf kalm."]),
        ("nl", "Wacht… Kom. 3.5 km.", ["Wacht…", "Kom.", "3.5 km."]),
        (
            "nl",
            "Een naam als abc. telt mee. Bel.",
            ["Een naam als abc. telt mee.", "Bel."],
        ),
        ("nl", "Open: altijd · gratis", ["Open: altijd", "gratis"]),
        ("nl", "zie www.site.nl. Daarna.", ["zie www.site.nl.", "Daarna."]),
        ("en", "Ask Mr. Smith, e.g. today. Go!", ["Ask Mr. Smith, e.g. today.", "Go!"]),
        ("ar", "هل أنت بخير؟ اتصل بنا.", ["هل أنت بخير؟", "اتصل بنا."]),
        ("ur", "مدد لیں۔ فون کریں۔", ["مدد لیں۔", "فون کریں۔"]),
        ("am", "ይደውሉ። ይጠብቁ።", ["ይደውሉ።", "ይጠብቁ።"]),
        ("nl", " · … ", []),
    ],
)
def test_a_text_is_cut_into_sentences(language, text, sentences):
    assert [
        text[start:end]
        for start, end in split(text, rules_of(language).ends_in_abbreviation)
    ] == sentences


@pytest.mark.parametrize(
    ("language", "written", "spoken"),
    [
        ("nl", "Bel 112 of de IND", "Bel 1 1 2 of de I N D"),
        ("nl", "de app 112NL", "de app 1 1 2, N L"),
        ("nl", "1120 mensen", "1120 mensen"),
        ("nl", "o.a. papieren", "onder andere papieren"),
        ("nl", "op 2026-10-07", "op 7 oktober 2026"),
        ("nl", "op 07-10-2026", "op 7 oktober 2026"),
        ("nl", "op 99-99-2026", "op 99-99-2026"),
        ("nl", "ma – vr 09:00–17:30", "ma tot vr 9 uur tot 17 uur 30"),
        ("nl", "artikel 1:31 en 10:32, lid 1", "artikel 1 31 en 10 32, lid 1"),
        ("nl", "artikel 1:253a", "artikel 1 253a"),
        ("nl", "(artikel 3.48). Nu.", "(artikel 3 48). Nu."),
        ("en", "e.g. 09:00", "for example 9 a m"),
        ("en", "11:00–21:30", "11 a m to 9 30 p m"),
        ("en", "articles 10:31 and 10:32", "articles 10 31 and 10 32"),
        ("en", "12:00 or 00:05", "12 p m or 12 05 a m"),
        ("ar", "09:00–17:30", "الساعة 9 إلى الساعة 17 و30 دقيقة"),
        ("ar", "IND", "إي إن دي"),
        ("so", "Wac 112", "Wac 112"),
    ],
)
def test_what_is_written_short_is_said_in_full(language, written, spoken):
    assert rules_of(language).say(written) == spoken


def test_phone_numbers_go_digit_by_digit():
    assert rules_of("nl").digits("+31 70 345") == "plus 3 1, 7 0, 3 4 5"
    assert rules_of("ar").digits("0800-2000") == "0 8 0 0, 2 0 0 0"
    assert rules_of("so").digits("+252 1") == "+ 2 5 2, 1"


def test_nothing_hidden_or_decorative_is_read():
    page = """<header><p>Boven.</p></header><main><h1>Kop</h1><p hidden>Weg.</p>
    <p aria-hidden="true">Versiering.</p><span class="unseen">Alleen geluid.</span>
    <button>Knop</button><div class="share"><a>Delen</a></div><svg><text>x</text></svg>
    <p>Bel <strong>nu</strong>: <a href="tel:112"><bdi dir="ltr" translate="no">112</bdi></a>. Goed.</p>
    <pre tabindex="0"><code>&lt;section&gt; om te kopiëren</code></pre>
    <p>Bel 088 (<bdi dir="ltr" translate="no">+31 88</bdi>). <bdi>(2019)</bdi></p>
    <ul><li>een<li>twee</ul><p lang="en">Words that fell back.</p></main><footer>Onder</footer>"""

    sentences = read(page, "nl")

    assert [
        (sentence.block, sentence.language, sentence.text) for sentence in sentences
    ] == [
        (0, "nl", "Kop"),
        (1, "nl", "Bel nu: 112."),
        (1, "nl", "Goed."),
        (2, "nl", "Bel 088 (+31 88)."),
        (2, "nl", "(2019)"),
        (3, "nl", "een"),
        (4, "nl", "twee"),
        (5, "en", "Words that fell back."),
    ]
    assert sentences[3].say == "Bel 088 (plus 3 1, 8 8)."
    assert sentences[4].say == "(2019)"
    assert sentences[1].say == "Bel nu: 1 1 2."


@pytest.mark.django_db
@pytest.mark.parametrize("code", CODES)
def test_every_word_of_a_page_is_in_its_sentences(every_page, code):
    for number in ("", "3/", "7/", "111/"):
        content = every_page[f"/{code}/{number}"].content
        sentences = read(content.decode(), code)
        words = "".join("".join(sentence.text for sentence in sentences).split())
        main = html.read(content).one("main").text
        for word in ("Luister", "Listen", "استماع"):
            main = main.replace(word, "", 1)
        assert len(sentences) > 20
        assert len(words) > 0.9 * len("".join(main.split()))  # less the buttons
        assert not [sentence for sentence in sentences if len(sentence.text) > 400]


@pytest.mark.django_db
def test_nothing_on_any_page_is_said_wrong(every_page):
    """Tags, an article of law as a time, a year by digit, a rest after a bracket."""
    wrong = re.compile(
        r"[<>]|\( |(?:artikel|article)\w* \d+ (?:\d+ )?(?:uur|a m|p m)|(?<!within \d)(?<!within the \d)\d hours"
        r"|\((?:1 9|2 0) \d \d\)"
    )
    matches = {
        (path, sentence.say)
        for path, response in every_page.items()
        for sentence in read(response.content.decode(), path.split("/")[1])
        if wrong.search(sentence.say)
    }

    assert matches == set()
