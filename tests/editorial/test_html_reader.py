from editorial.html_reader import Tag, read, tags, without

PAGE = "<p lang=nl hidden>Bel\n<b>1 &amp; 2</b><br/>\n<!-- nothing --></p>"


def test_tags_and_text_come_in_their_order():
    assert read(PAGE) == [
        Tag("p", {"lang": "nl", "hidden": None}, False, 0),
        "Bel\n",
        Tag("b", {}, False, PAGE.index("<b>")),
        "1 & 2",
        Tag("b", {}, True, PAGE.index("</b>")),
        Tag("br", {}, False, PAGE.index("<br/>")),
        Tag("br", {}, True, PAGE.index("<br/>")),
        "\n",
        Tag("p", {}, True, PAGE.index("</p>")),
    ]


def test_what_is_cut_off_is_read_as_far_as_it_goes():
    assert read("a & b &") == ["a & b &"]
    assert read("<p>een <b")[:2] == [Tag("p", {}, False, 0), "een "]


def test_a_quote_of_the_other_kind_and_a_space_hide_no_link():
    links = [
        tag.attributes.get("href") for tag in tags("<a href='/nl/1/'><A HREF = /nl/2/>")
    ]
    assert links == ["/nl/1/", "/nl/2/"]


def test_an_element_goes_with_what_is_in_it_and_the_rest_stays_as_it_was():
    html = "<p  >é</P>\n<script>'<p>' < 1</script >\n<b>&amp;</b><STYLE>p{}</STYLE>."
    assert without(html, "script") == "<p  >é</P>\n\n<b>&amp;</b><STYLE>p{}</STYLE>."
    assert without(html, "script", "style") == "<p  >é</P>\n\n<b>&amp;</b>."


def test_what_is_never_closed_goes_to_the_end():
    assert without("<p>een</p><script>alert(1)", "script") == "<p>een</p>"
