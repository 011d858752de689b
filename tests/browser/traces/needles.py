"""What is looked for in a profile: all that would tell what was read."""

import re
from dataclasses import dataclass

from languages.offered import CODES
from tests.support import html, running

from .lab import SITE

# An address within the site, with or without its host; not one of another host.
PATH = re.compile(
    rf"(?:{re.escape(SITE)}|(?<![\w.]))(/(?:{'|'.join(CODES)})/[\w.-]*/?)"
)
WORD = re.compile(r"[^\W\d_]{8,}")
HREF = re.compile(r'href="(/[^"#?]*)"')
# The search page and the decoy of the lab, and the host name itself, say these too.
ELSEWHERE = {"Gevonden", "Weerbericht", "hulpsite"}

BLAND = re.compile(r"(Informatie|Information|معلومات)( · \S+( \S+){0,2})?")
TELLING = re.compile(
    "achterlat|huwelijk|trouw|dwang|gedwongen|geweld|gevangen|abandon|marriage|marry|"
    "forced|violence|abuse|زواج|عنف|إكراه",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Needles:
    """titles: those that tell what a page is about; words: of bodies, in no title"""

    titles: frozenset[str]
    words: frozenset[str]

    def without(self, scan) -> "Needles":
        """Leave out what stands in a profile that never saw the site."""
        return Needles(self.titles - scan.all("titles"), self.words - scan.all("words"))

    def in_text(self, text: str) -> set[str]:
        return {word for word in self.words if word in text}


def gather(port: int, language: str) -> Needles:
    """The needles of a language; not the English words, for the browsers speak those."""
    pages = read(port, language)
    titles = {page.one("title").text for page in pages}
    known = ELSEWHERE.union(*map(WORD.findall, titles))
    if language != "en":
        known.update(*(WORD.findall(page.text) for page in read(port, "en")))
    words = {word for page in pages for word in WORD.findall(page.text)}
    telling = {title for title in titles if " " in title and not is_bland(title)}
    return Needles(frozenset(telling), frozenset(words - known))


def read(port: int, language: str) -> list[html.Page]:
    """Every page of the site in a language, found by links."""
    start = f"/{language}/"
    waiting, pages = {start}, {}
    while waiting:
        path = waiting.pop()
        response = running.get(port, path)
        if "html" in response.headers["Content-Type"]:
            pages[path] = html.read(response.body)
            links = HREF.findall(response.body.decode())
            waiting |= {link for link in links if link.startswith(start)} - pages.keys()
    return list(pages.values())


def is_bland(title: str) -> bool:
    return bool(BLAND.fullmatch(title)) and not TELLING.search(title)
