"""When things go wrong, the exit still blanks the page and the numbers are still there."""

import json

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SLOW = 0.7  # seconds: a blank page can be seen before the decoy comes
HTML = "text/html; charset=utf-8"
ADVICE = "0800-2000"  # on every page of the quiet wing, as a number to call
# Each behaviour of a component does what it does, and then fails.
THROW = """let it;
Object.defineProperty(window, "site", {get: () => it, set(site) {
  const enhance = (it = site).enhance;
  site.enhance = (behaviour) => enhance((page) => {
    behaviour(page);
    throw new Error("broken on purpose");
  });
}});"""


@pytest.fixture
def visit(window, site):
    """Opens a page; `ready` waits until the script has taken over its links."""

    pages = []

    def open_page(path="/nl/", ready=True, before=None, **options):
        page = window(**options)
        pages.append(page)
        if before:
            before(page)
        page.goto(site + path)
        if ready:
            page.wait_for_selector("html[data-ready]", state="attached")
        page.start = page.url
        return page

    yield open_page
    for page in pages:  # what it still asks for needs no answer
        page.unroute_all(behavior="ignoreErrors")


def finds_the_numbers(page) -> bool:
    """On this page, and by the link in its frame to whom one can call."""
    page.click(".dock > details > summary")
    number = page.locator(f".dock :text('{ADVICE}'):visible")
    if not number.count():  # a page that knows its place has it open
        page.click(".dock summary:has-text('Ik ben in Nederland')")
    here = number.count()
    page.click(".dock > details > summary")
    page.click("footer a:text('Wie kan ik bellen?')")
    page.locator("h1", has_text="Wie kan ik bellen?").wait_for()
    page.click("summary:has-text('Ben je in Nederland?')")
    return bool(
        here and page.locator(f"main .contact :text('{ADVICE}'):visible").count()
    )


def blanks(page) -> bool:
    """Press the exit; whether nothing could be read right after, told by the page itself.

    DevTools answers no question about a page that is being left, but it does pass on
    what the page says.
    """
    page.evaluate(TELL_SOON_AFTER_THE_CLICK)
    with page.expect_console_message(
        lambda result: result.text.startswith("[")
    ) as recorded:
        page.click("#exit", no_wait_after=True)
    return json.loads(recorded.value.text) == ["none", 0]


TELL_SOON_AFTER_THE_CLICK = """document.getElementById("exit").addEventListener("click", () =>
  setTimeout(() => console.log(JSON.stringify([
    getComputedStyle(document.documentElement).display,
    document.body.childNodes.length,
  ])), 30))"""


def cut(page, address: str, change):
    """Let the browser get something else than the site sent."""

    def answer(route):
        response = route.fetch()
        body = change(response.text())
        route.fulfill(response=response, body=body)

    page.route(address, answer)


@pytest.mark.parametrize("bundle", ["refused", "cut short", "empty", "an error"])
def test_the_bundle_does_not_come(visit, decoy, bundle):
    decoy.delay = SLOW

    def before(page):
        if bundle == "refused":
            page.route("**/core.json", lambda route: route.abort())
        elif bundle == "an error":
            page.route(
                "**/core.json", lambda route: route.fulfill(status=502, body="!")
            )
        else:
            keep = 0 if bundle == "empty" else 0.5
            cut(page, "**/core.json", lambda text: text[: int(len(text) * keep)])

    page = visit(ready=False, before=before)
    page.wait_for_load_state("networkidle")  # the bundle had its chance

    assert finds_the_numbers(page)
    assert blanks(page)
    page.wait_for_url(decoy.url)


def test_inline_script_is_blocked_and_the_exit_is_a_link(visit, decoy):
    def answer(route):
        headers = {"Content-Security-Policy": "script-src 'none'", "Content-Type": HTML}
        route.fulfill(response=route.fetch(), headers=headers)

    page = visit(ready=False, before=lambda page: page.route("**/nl/**", answer))

    assert finds_the_numbers(page)
    page.click("#exit")
    page.wait_for_url(decoy.url)


def test_the_script_of_every_component_throws(visit, decoy):
    decoy.delay = SLOW
    page = visit(before=lambda page: page.add_init_script(THROW))

    assert finds_the_numbers(page)
    assert any("broken on purpose" in words for words in page.logged)
    assert blanks(page)
    page.wait_for_url(decoy.url)


FORBIDDEN = {
    "storage": """for (const kind of ["localStorage", "sessionStorage", "indexedDB", "caches"])
      Object.defineProperty(window, kind, {get() { throw new DOMException("no", "SecurityError"); }});
      Object.defineProperty(Document.prototype, "cookie", {get() { throw new DOMException("no", "SecurityError"); }});""",
    "fetch": "window.fetch = () => Promise.reject(new TypeError('no'));",
    "fetch, at once": "window.fetch = () => { throw new TypeError('no'); };",
    "fetch, altogether": "delete window.fetch;",
    "pushState": "history.pushState = () => { throw new DOMException('no', 'SecurityError'); };",
    "speech": """Object.defineProperty(window, "speechSynthesis",
      {get() { throw new Error("no"); }});""",
    "performance": "performance.getEntriesByType = () => { throw new Error('no'); };",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_something_is_forbidden(visit, decoy, what):
    decoy.delay = SLOW
    page = visit(ready=False, before=lambda page: page.add_init_script(FORBIDDEN[what]))
    page.wait_for_load_state("networkidle")  # the bundle had its chance

    assert finds_the_numbers(page)
    assert blanks(page)
    page.wait_for_url(decoy.url)


def test_the_decoy_never_answers(visit, decoy):
    """The page stays blank; who types the address again finds the numbers."""
    decoy.delay = 20
    page = visit()
    page.click("text=Ik ben bang voor een reis")

    assert blanks(page)
    page.goto(page.start)
    assert finds_the_numbers(page)


def test_offline_after_the_first_page(visit, decoy):
    page = visit()
    page.context.set_offline(True)

    page.click("text=Ik ben bang voor een reis")
    assert page.locator("h1").inner_text() == "Ik ben bang voor een reis"
    assert finds_the_numbers(page)
    page.click("#exit")
    page.wait_for_function("!document.querySelector('#exit')")
    assert decoy.visits == []
    assert ADVICE not in page.content()


def test_reload_in_the_middle(visit, decoy):
    """A phone that throws the page away during a call loads it again on return."""
    decoy.delay = SLOW
    page = visit()
    page.click("text=Ik zit vast in een ander land")

    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.url == page.start
    assert finds_the_numbers(page)
    assert blanks(page)
    page.wait_for_url(decoy.url)


def test_the_page_is_left_while_it_comes_in(visit, decoy, site, window):
    """Cut off right behind its scripts, before a word of the text."""
    decoy.delay = SLOW
    page = window()
    end = '<main id="main"'
    cut(page, "**/nl/3/", lambda text: text[: text.index(end)])
    page.goto(f"{site}/nl/3/")
    assert blanks(page)
    page.wait_for_url(decoy.url)
