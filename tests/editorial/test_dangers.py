"""Words that could do harm are refused where an editor types them. No database."""

import pytest

from editorial import dangers
from editorial.dangers import dangers as found_in
from languages.offered import CODES

LIMITS = """- Het werkt alleen bij een controle op metaal.
- Niet in een auto.
- Je familie mag het niet horen."""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Vertel het je ouders op tijd."),
        ("nl", "Wacht af.\nVertel het\nniemand."),
        ("nl", "Bel zonder te praten."),
        ("en", "Tell no one."),
        ("en", "Add this number to your contacts."),
        ("ar", "لا تخبر أحداً بذلك."),
        ("nl", "Vertel je ouders dat je niet wilt gaan."),
        ("nl", "Praat met je ouders over je angst."),
        ("nl", "Bel de ouders."),
        ("nl", "1. Kies een moment.\n2. **Bel je moeder** en vraag het."),
        ("nl", "Twijfel je? Zeg het dan eerst tegen je vader."),
        ("nl", "Wacht niet, bel de familie."),
        ("nl", "Vertel niemand dat je gaat."),
        ("en", "Tell your parents first."),
        ("en", "Ask at school and talk to your family."),
        ("en", "Call the parents."),
        ("en", "Do not tell anybody."),
        ("ar", "تحدث مع والديك"),
        ("ar", "يجب الاتصال بالعائلة."),
        ("ar", "اتصلوا أولاً بعائلتكم."),
        ("ar", "أخبروا عائلتكم بذلك."),
        ("ar", "لا تخبروا أحداً بذلك."),
        ("ar", "اتصلوا دون كلام."),
        ("nl", "Bel 112 en druk op een toets."),
        ("nl", "Typ met de meldkamer in de app."),
        ("en", "In the Netherlands you type with the control room."),
        ("nl", "Kun je niet praten? Druk daarna op 5."),
        ("en", "Dial 112 and press 5."),
    ],
)
def test_dangerous_advice_is_refused_with_what_to_say_instead(language, text):
    (problem,) = found_in(text, language)

    assert "Zeg liever" in problem


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Vertel het iemand die je vertrouwt."),
        ("nl", "Bel de ouders niet."),
        ("nl", "Praat niet met je ouders. Vertel het niet aan je familie."),
        ("nl", "Praat pas met de ouders na advies."),
        ("nl", "Bel je je ouders?"),
        ("nl", "Zeg wat je familie nu weet."),
        ("nl", "Bellen zonder te praten werkt niet."),
        ("nl", "Zet deze nummers niet onder een naam in je telefoon."),
        ("nl", "Druk drie keer op Shift."),
        ("en", "Do not go and talk to the family yet."),
        ("en", "After a report, they do contact your family."),
        ("en", "Tell your family doctor."),
        ("ar", "يجب عدم الاتصال بالوالدين."),
        ("ar", "لا تتصلوا بعائلتكم."),
        ("ar", "انتظروا لحظة لا يسمعكم فيها أحد."),
        ("ar", "هل تفكرون في ترك البيت؟"),
        ("ar", "أما بعد البلاغ فيتصلون بعائلتك."),
    ],
)
def test_good_advice_is_left_alone(language, text):
    assert list(found_in(text, language, "body")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Zij sturen geen politie.",
        "Zeg niet zomaar thuis dat je hulp zoekt.",
        "Zeg je partner niet zomaar wat je wilt.",
        "Wat doe ik beter niet?",
        "Vraag wat jij kunt doen, en wat je beter laat.",
        "Er is niet op elk moment plek.",
        "Twijfelen mag ook.",
        "Wat past nog meer bij jou?",
        "Vraag eerst wat dat bij jou kan oproepen.",
        "Ga weg met de knop bovenaan.",
    ],
)
def test_what_is_understood_otherwise_is_refused_with_what_to_say_instead(text):
    (problem,) = found_in(text, "nl")

    assert "Zeg liever" in problem
    assert "gevaarlijk" not in problem


@pytest.mark.parametrize(
    "text",
    [
        "Do not just say at home that you are looking for help.",
        "Don’t just run away.",
        "There is not a free place at every moment.",
        "You may also have doubts.",
        "They think with you about what is possible.",
        "Who can think along with you?",
        "The other line thinks along too.",
        "First say what contact with the family may set off.",
        "For who is afraid of a trip.",
        "Soon let it be known that you are not away by choice.",
        "Make sure your child has its papers.",
        "Does it go to school?",
    ],
)
def test_english_that_is_dutch_is_refused_with_what_to_say_instead(text):
    (problem,) = found_in(text, "en")

    assert "Zeg liever" in problem
    assert "gevaarlijk" not in problem


@pytest.mark.parametrize(
    "text",
    [
        "Do not say at home yet that you are looking for help.",
        "They are not allowed to just come and get you.",
        "There is not always a place free.",
        "You do not have to be sure yet that you want to marry.",
        "They help you work out what to do.",
        "First say what danger contact with the family could bring.",
        "For anyone who is afraid of a trip.",
        "Tell them soon that you are not away by choice.",
        "Make sure your child has passport and papers.",
        "Leaving a child behind can be a crime. It is not a separate one.",
    ],
)
def test_the_better_english_is_left_alone(text):
    assert list(found_in(text, "en", "body")) == []


@pytest.mark.parametrize(
    "text", ["انتظروا حتى لا يسمعكم أحد.", "هل تفكرون في الهروب من البيت؟"]
)
def test_arabic_that_reads_otherwise_is_refused_with_what_to_say_instead(text):
    (problem,) = found_in(text, "ar")

    assert "Zeg liever" in problem


@pytest.mark.parametrize(
    "text",
    [
        "Zij sturen zelf geen politie. Vraag eerst wie zij bellen.",
        "Zeg thuis nog niet dat je hulp zoekt.",
        "Ze mogen je niet zomaar ophalen.",
        "Wat kun je beter niet doen?",
        "Je mag nog twijfelen of je wilt trouwen.",
        "Typ eerst waar je bent.",
    ],
)
def test_the_better_words_are_left_alone(text):
    assert list(found_in(text, "nl", "body")) == []


@pytest.mark.parametrize("code", CODES)
def test_every_language_knows_every_kind_of_dangerous_advice(code):
    assert all(phrases for _, phrases in dangers._never(code, "advice"))
    assert all(dangers._grammar(name, code) for name in dangers._file()["grammar"])


@pytest.mark.parametrize(
    ("text", "field", "is_fine"),
    [
        (f"Een lepel kan opvallen.\n\n{LIMITS}", "caution", True),
        (f"Een lepel kan opvallen.\n\n{LIMITS}", "body", False),
        ("Een lepel kan opvallen.", "caution", False),
        ("Een theelepel kan opvallen.", "caution", False),
        ("A tablespoon may be noticed.", "caution", False),
        ("Een lepel helpt.\n\n- In je broek.\n- Een grote.\n- Nu.", "caution", False),
        (f"Een lepel.\n\n{LIMITS.replace('familie', 'tas')}", "caution", False),
        (f"Een lepel.\n\n{LIMITS.replace('metaal', 'tassen')}", "caution", False),
        (f"Een lepel.\n\n{LIMITS.replace('auto', 'trein')}", "caution", False),
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
        ("Redenen voor wangedrag:\n\n- spijbelen\n- homo zijn", False),
        ("Wat is slecht gedrag\n1. roken.\n2. lesbisch zijn.", False),
        ("In de ogen van je familie wangedrag:\n\n- homo zijn", True),
        ("بسبب سوء السلوك أو لأنه مثلي.", False),
        ("Je bent homo. In de ogen van je familie is dat wangedrag.", True),
        ("Je doet iets wat in de ogen van je familie wangedrag is: homo zijn.", True),
        ("Ben je lesbisch, homo, bi of trans? Je bent goed zoals je bent.", True),
    ],
)
def test_whom_one_loves_is_never_listed_as_misconduct(text, is_fine):
    assert (list(found_in(text, "nl")) == []) == is_fine
