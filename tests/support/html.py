"""Reading a page as a browser would, for tests. Standard library only."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr", "source"}
UNSEEN = {"style", "script", "title", "head"}
BLOCKS = {"p", "li", "h1", "h2", "h3", "div", "section", "summary", "ul", "aside"}


@dataclass
class Element:
    """A start tag: its name, attributes, and the language it stands in."""

    name: str
    attributes: dict[str, str]
    language: str
    text: str = ""  # all text inside it, for elements that were closed


@dataclass
class Page:
    elements: list[Element] = field(default_factory=list)
    text: str = ""  # visible text, a line a block
    texts: list[tuple[str, str]] = field(default_factory=list)  # (language, text)

    def all(self, *names: str) -> list[Element]:
        return [element for element in self.elements if element.name in names]

    def one(self, name: str) -> Element:
        (element,) = self.all(name)
        return element

    def attributes(self, attribute: str) -> list[str]:
        return [
            element.attributes[attribute]
            for element in self.elements
            if attribute in element.attributes
        ]


class _Parser(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[Element] = []

    def handle_starttag(self, name, attrs):
        attributes = {key: value or "" for key, value in attrs}
        inherited = self.open[-1].language if self.open else ""
        element = Element(name, attributes, attributes.get("lang", inherited))
        self.page.elements.append(element)
        if name == "li":  # may be left unclosed
            while self.open and self.open[-1].name == "li":
                self.open.pop()
        if name in BLOCKS:
            self.page.text += "\n"
        if name not in VOID:
            self.open.append(element)

    def handle_endtag(self, name):
        names = [element.name for element in self.open]
        if name in names:
            while self.open.pop().name != name:
                pass
        if name in BLOCKS:
            self.page.text += "\n"

    def handle_data(self, data):
        for element in self.open:
            element.text += data
        if not UNSEEN & {element.name for element in self.open}:
            self.page.text += data
            self.page.texts.append((self.open[-1].language if self.open else "", data))


def read(content: bytes) -> Page:
    parser = _Parser()
    parser.feed(content.decode())
    parser.close()
    return parser.page
