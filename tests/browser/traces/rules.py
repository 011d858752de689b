"""Copies of the site with one rule broken: what each does to an answer on its way."""

import re


def cookie(answer, path):
    answer.set("Set-Cookie", "seen=1; Path=/; Max-Age=3600")


def cacheable(answer, path):
    answer.set("Cache-Control", "max-age=3600")


def telling_title(answer, path):
    answer.body = re.sub(rb"<title>[^<]*", b"<title>Gedwongen huwelijk", answer.body)


def tells_where_from(answer, path):
    answer.set("Referrer-Policy", "unsafe-url")


def icon(answer, path):
    answer.set("Content-Security-Policy", None)
    answer.body = answer.body.replace(b'href="data:,"', b'href="/icon.svg"')
    if path == "/icon.svg":
        answer.status, answer.body = 200, SVG
        answer.set("Content-Type", "image/svg+xml")


def path_in_address(answer, path):
    _run_first(answer, path, KEEP % "state, title, path")


def path_in_state(answer, path):
    _run_first(answer, path, KEEP % "{path: path}, title, address")


def stores(answer, path):
    _run_first(
        answer, path, 'localStorage.setItem("last", location.pathname + "nl/3/");'
    )


def no_gate(answer, path):
    answer.set("Content-Security-Policy", None)
    answer.body = answer.body.replace(b"back_forward", b"never")


# Before each step the address of the link that was pressed is written down.
KEEP = """var path, keep = history.pushState;
document.addEventListener("click", function (event) {
  var link = event.target.closest("a");
  if (link) path = link.pathname;
}, true);
history.pushState = function (state, title, address) { keep.call(history, %s); };"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9"/></svg>'


def _run_first(answer, path: str, script: str):
    """The policy of the site would not allow it. Not in pages inside the bundle."""
    answer.set("Content-Security-Policy", None)
    if path.endswith("/"):
        start = f"<head><script>{script}</script>".encode()
        answer.body = answer.body.replace(b"<head>", start, 1)
