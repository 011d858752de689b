"""The promises of the README, on every page in every language, errors included.

`every_page` asserts status 200 before anything else: a promise holds on a 404 too.
"""

import base64
import hashlib
import json
import re
from io import BytesIO

import brotli
import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from content.models import Page
from languages.management.commands.extract_words import catalogue
from languages.offered import CODES, LANGUAGES
from safety import inline

from ..support import html
from ..support.choice import is_quiet, language_of

pytestmark = pytest.mark.django_db

LOADS = {"img", "iframe", "video", "audio", "source", "object", "embed", "base", "form"}


@pytest.fixture(scope="session")
def pages(every_page, error_pages):
    return every_page | error_pages


@pytest.fixture(scope="session")
def read_pages(pages):
    return {path: html.read(response.content) for path, response in pages.items()}


def head(response) -> int:
    """Bytes of status line and headers as they leave a server behind TLS."""
    sent = {
        "Date": "Sat, 21 Nov 2026 21:48:03 GMT",
        "Content-Encoding": "br",
        "Strict-Transport-Security": "max-age=31536000",
        **response.headers,
        "Content-Length": "10000",
    }
    sent.pop("Vary", None)  # nothing may be stored, so nothing varies
    # the server leaves out the spaces after separators (publishing/serve/responses.py)
    sent = {name: re.sub(r"([;,]) ", r"\1", value) for name, value in sent.items()}
    lines = ["HTTP/1.1 200 OK", *(f"{name}: {value}" for name, value in sent.items())]
    return len("\r\n".join([*lines, "", ""]).encode())


def test_every_page_is_there_in_every_language(every_page):
    addresses = {
        code: {
            path[len(code) + 1 :] for path in every_page if language_of(path) == code
        }
        for code in CODES
    }

    assert len(addresses["nl"]) > 20
    assert all(same == addresses["nl"] for same in addresses.values())


def test_an_unknown_address_answers_404_in_its_language(error_pages):
    assert {response.status_code for response in error_pages.values()} == {404}
    for path, response in error_pages.items():
        page = html.read(response.content)
        assert page.one("html").attributes["lang"] == path.split("/")[1]
        assert "112" in page.text


# --- One response


def test_a_page_loads_nothing_else(read_pages):
    for path, page in read_pages.items():
        assert [
            element.name for element in page.elements if element.name in LOADS
        ] == [], path
        assert page.attributes("src") == [], path
        links = {link.attributes["rel"]: link.attributes for link in page.all("link")}
        loaded = links.keys() - (
            set() if is_quiet(path) else {"canonical", "alternate"}
        )
        assert loaded == {"icon"}, path
        assert links["icon"]["href"] == "data:,", path


def test_headers_keep_their_budget(pages):
    heads = {path: head(response) for path, response in pages.items()}
    for code in CODES:  # the one page that clears says so in a header of its own
        assert heads.pop(f"/{code}/14/") <= settings.HEADER_BUDGET + 45
    assert {
        path: size for path, size in heads.items() if size > settings.HEADER_BUDGET
    } == {}


def test_style_and_scripts_keep_their_budget():
    inlined = inline.style() + "".join(inline.script(name) for name in inline.SCRIPTS)
    assert len(brotli.compress(inlined.encode())) <= settings.INLINE_BUDGET


def test_a_quiet_page_arrives_in_the_first_flight(pages):
    weights = {
        path: response.weight for path, response in pages.items() if is_quiet(path)
    }
    assert len(weights) >= 14 * len(CODES)
    most = settings.QUIET_BODY_BUDGET
    assert {path: size for path, size in weights.items() if size > most} == {}


def test_a_page_carries_the_style_of_parts_only_where_it_has_them(pages):
    letters, cards = ".letter a", ".card[open]"
    for path, response in pages.items():
        body = response.content.decode()
        style = body.partition("<style>")[2].partition("</style>")[0]
        has_parts = re.search(
            r'class="(?:card|sheets|easy|choice letter|printed)"', body
        )
        assert (cards in style) == (letters in style), path
        assert cards in style or not has_parts, path
    for path in ("/nl/", "/nl/1/", "/nl/3/", "/nl/7/"):
        assert cards not in pages[path].content.decode(), path


def test_an_open_page_arrives_in_the_second_flight(pages):
    weights = sorted(
        head(response) + response.weight
        for path, response in pages.items()
        if not is_quiet(path)
    )
    assert weights[-1] <= settings.OPEN_BUDGET
    assert weights[len(weights) // 2] < 14_600


def test_the_core_bundle_keeps_its_budget(built_site):
    for code in CODES:
        response = built_site.response(f"/{code}/core.json")
        assert response.status_code == 200
        pages = json.loads(response.content)["pages"]
        assert len(pages) == 16
        for key in ("home", "help", "phone", "message", "cannot-call", "tonight"):
            assert Page.objects.get(key=key).path(code) in pages
        for door in Page.objects.filter(wing="quiet", door__isnull=False):
            assert door.path(code) in pages
        assert {path.split("/")[1] for path in pages} == {code}
        assert "<script" not in "".join(pages.values())
        assert head(response) + response.weight <= settings.CORE_BUDGET


# --- Nothing left by us


def test_no_cookie_and_no_cache(pages):
    for path, response in pages.items():
        assert not response.cookies, path
        assert "Set-Cookie" not in response.headers, path
        assert response["Cache-Control"] == "no-store", path


def test_the_next_site_does_not_learn_where_one_came_from(pages):
    assert {r["Referrer-Policy"] for r in pages.values()} == {"no-referrer"}


def test_other_headers_close_what_is_not_used(pages):
    for path, response in pages.items():
        assert response["X-Content-Type-Options"] == "nosniff", path
        assert response["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert response["Cross-Origin-Resource-Policy"] == "same-origin", path
        assert response["Permissions-Policy"] == "geolocation=()", path
        assert response["Request-OTR"] == "1", path


def test_only_our_own_code_can_run(pages, read_pages):
    policies = {response["Content-Security-Policy"] for response in pages.values()}
    assert len(policies) <= 6  # with and without parts or browsers, in each wing
    for path, page in read_pages.items():
        policy = pages[path]["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'self' blob: 'sha256-" in policy
        assert "frame-ancestors 'none'" in policy
        for element in page.all("style", "script"):
            if element.attributes.get("type") == "application/ld+json":
                assert not is_quiet(path), path  # data: it never runs
                continue
            digest = hashlib.sha256(element.text.encode()).digest()
            assert f"'sha256-{base64.b64encode(digest).decode()}'" in policy, path
        inline_code = [
            name
            for element in page.elements
            for name in element.attributes
            if name == "style" or name.startswith("on")
        ]
        assert inline_code == [], path


def test_scripts_touch_no_storage():
    for script in (*map(inline.script, inline.SCRIPTS), inline.behaviours()):
        forbidden = r"document.cookie|localStorage|sessionStorage|indexedDB|serviceWorker|sendBeacon"
        assert re.findall(forbidden, script) == []


def test_only_the_directory_writes_a_choice_in_its_own_address():
    for script in map(inline.script, inline.SCRIPTS):
        assert not re.search(r"location.hash|replaceState", script)
    others = [
        behaviour for behaviour in inline.BEHAVIOURS if "/directory/" not in behaviour
    ]
    assert len(others) == len(inline.BEHAVIOURS) - 1
    for name in others:
        script = (settings.BASE_DIR / name).read_text()
        assert not re.search(r"location.hash|replaceState", script), name


def test_titles_of_the_quiet_wing_say_nothing(read_pages):
    bland = {"nl": "Informatie", "en": "Information", "ar": "معلومات"}
    for path, page in read_pages.items():
        if is_quiet(path):
            title = page.one("title").text
            assert re.fullmatch(
                bland[language_of(path)] + r"( · \S+( \S+){0,3})?", title
            ), path


def test_no_description_that_a_browser_keeps_says_more_than_the_title(read_pages):
    """Firefox writes it into its history, the one for previews before the one for search."""
    telling = {}
    for path, page in read_pages.items():
        if not is_quiet(path):
            continue
        kept = {
            element.attributes.get("property")
            or element.attributes.get("name"): element.attributes
            for element in page.all("meta")
        }
        shown = kept.get("og:description") or kept.get("description")
        if shown and shown["content"] != page.one("title").text:
            telling[path] = shown["content"]
    assert telling == {}


def test_addresses_of_the_quiet_wing_say_nothing(every_page):
    for path in every_page:
        if is_quiet(path):
            assert re.fullmatch(r"/[a-z]{2}/(\d+/)?", path)


# --- Works without JavaScript


def test_the_exit_is_a_link_and_the_first_thing_one_reaches(read_pages):
    for path, page in read_pages.items():
        first = page.all("a", "button", "summary")[0]
        assert first.attributes["href"] == LANGUAGES[language_of(path)].decoy, path
        assert first.attributes["rel"] == "nofollow noreferrer", path
        assert first.text.strip(), path


def test_share_links_stand_in_the_open_wing_only(read_pages):
    for path, page in read_pages.items():
        shared = [url for url in page.attributes("href") if "facebook.com" in url]
        for_parents = path.split("/")[2].startswith("ouders")
        assert len(shared) == (0 if is_quiet(path) or for_parents else 1), path


# --- Nothing unmarked


def test_every_word_is_marked_with_its_language(read_pages):
    for path, page in read_pages.items():
        code = language_of(path)
        assert page.one("html").attributes["lang"] == code
        assert page.one("html").attributes["dir"] == LANGUAGES[code].direction
        for element in page.elements:
            if "lang" in element.attributes:
                direction = LANGUAGES[element.attributes["lang"]].direction
                assert element.attributes.get("dir") == direction, (path, element)


def test_no_arabic_stands_among_words_of_another_language(read_pages):
    for path, page in read_pages.items():
        for language, text in page.texts:
            if language != "ar":
                assert not re.search(r"[\u0600-\u06ff]", text), (path, text)


def test_a_text_that_fell_back_is_marked(every_page):
    page = html.read(every_page["/ar/wet/"].content)
    spoken = {language for language, text in page.texts if text.strip()}

    assert {"ar", "en"} <= spoken


def test_no_sentence_of_another_script_stands_unmarked_in_arabic(read_pages):
    """Names may: four words in a row are a sentence, which an Arabic voice would spell."""
    for path, page in read_pages.items():
        for language, text in page.texts:
            if language == "ar":
                assert not re.search(r"[A-Za-z]+(?:[ ,.]+[A-Za-z]+){3}", text), path


def test_interface_words_exist_in_every_language(settings):
    for code in CODES:
        path = settings.LOCALE_PATHS[0] / code / "LC_MESSAGES" / "django.po"
        words = read_po(BytesIO(path.read_bytes()))
        assert {m.id for m in catalogue() if m.id} == {m.id for m in words if m.id}
        if code != "en":  # the words in the code are English already
            assert [m.id for m in words if m.id and not m.string] == [], code


def test_an_unchecked_translation_says_so(read_pages):
    for path, page in read_pages.items():
        if language_of(path) != "nl" and "no-such-page" not in path:
            assert NOT_CHECKED[language_of(path)] in page.text, path
        else:
            assert "nog niet nagekeken door iemand" not in page.text, path


NOT_CHECKED = {
    "en": "This translation has not been checked yet",
    "ar": "هذه الترجمة لم يراجعها بعد",
}


# --- For everyone


def test_a_page_has_one_heading_that_says_what_it_is_about(read_pages):
    for path, page in read_pages.items():
        assert len(page.one("h1").text.strip()) > 2, path  # Iran, Togo


def test_numbers_keep_their_order_in_every_script(read_pages):
    for path, page in read_pages.items():
        for link in page.all("a"):
            if link.attributes["href"].startswith("tel:"):
                index = page.elements.index(link)
                assert page.elements[index + 1].name == "bdi", path
                assert page.elements[index + 1].attributes["dir"] == "ltr", path
