"""Small pages of each kind the quiet wing knows, for tests of how they look and work."""

from content.models import Page, Section

SENTENCE = {
    "nl": "Ik wil u alleen spreken.",
    "en": "I want to talk to you alone.",
    "ar": "أريد أن أتحدث معك على انفراد.",
}


def example(layout: str, *sections: dict) -> Page:
    """A quiet page of this layout. sections: fields, and "words" per language."""
    page = Page(key=f"example-{layout}", number=9000, layout=layout, position=900)
    page.next_page = Page.objects.get(key="help")
    for code in ("nl", "en", "ar"):
        page.set_words(code, {"title": "Informatie · Blad", "heading": "Voorbeeld"})
    page.save()
    for position, fields in enumerate(sections):
        words = fields.pop("words")
        section = Section(page=page, position=position, **fields)
        section.key = f"{page.key}/{position}"
        section.clean()
        for code, text in words.items():
            section.set_words(code, text)
        section.save()
    return page


def sheet() -> Page:
    """As full as a sheet may be, with an introduction that is not printed."""
    lines = "\n".join(f"- Regel {number}" for number in range(26))
    return example(
        "sheet",
        {"kind": "text", "words": {"nl": {"body": "Vul dit in met een pen."}}},
        {
            "kind": "sheet",
            "words": {"nl": {"heading": "Reis", "body": f"{lines}\n- [bz]\n- Klaar."}},
        },
    )


def wallet() -> Page:
    body = "- Naam\n- Terug op\n- Adres\n- Bel\n- [bz]"
    words = {"nl": {"heading": "Reis", "body": body}}
    return example("sheet", {"kind": "wallet", "words": words})


def cards() -> Page:
    words = {
        code: {"heading": "Gesprek", "body": text} for code, text in SENTENCE.items()
    }
    return example("page", {"kind": "card", "say": "alone", "words": words})


def easy() -> Page:
    words = {"nl": {"body": "Bel [bz]."}}
    return example("easy", {"kind": "easy", "drawing": "clock", "words": words})
