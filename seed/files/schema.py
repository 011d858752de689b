"""What a table in a facts file may hold, model by model. See loading.py for the files."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """What a table in a facts file may hold: plain facts, links to others, words."""

    model: str
    facts: tuple[str, ...]
    links: tuple[str, ...]
    words: tuple[str, ...]
    parts: str = ""  # the name of the sub-table that holds its parts
    owners: tuple[
        str, ...
    ] = ()  # what it cannot be stored without: its whole, its source


SOURCE_SHAPE = Shape(
    "editorial.Source",
    ("title", "publisher", "kind", "url", "dated", "read_on", "licence", "isbn"),
    (),
    (),
)
METHOD = Shape(
    "directory.ContactMethod",
    ("kind", "number_nl", "number_abroad", "url", "hours", "hours_known", "cost", "anonymous",
     "languages", "for_deaf", "on_bill", "confidence", "read_in_source_on",
     "confirmed_on", "phoned_on", "phoned_by", "due_on", "refs"),
    ("source", "confirmed_in", "fallback"),
    ("note",),
    owners=("organisation", "source"),
)  # fmt: skip
ORGANISATION = Shape(
    "directory.Organisation",
    ("topics", "audiences", "refs"),
    ("sources",),
    ("name", "short", "what", "know"),
    "methods",
)
POST = Shape("directory.Post", ("kind", "land", "is_closed"), (), ("city",))
LOCAL_NUMBER = Shape(
    "directory.LocalNumber", ("service", "number"), (), ("note",), owners=("country",)
)
COUNTRY = Shape(
    "directory.Country",
    ("iso3", "number", "help", "red", "is_orange", "dual", "reliability",
     "modified_on", "valid_on", "url", "refs"),
    ("posts", "sources"),
    ("danger", "limits", "papers", "children"),
    "numbers",
)  # fmt: skip
SIGNAL = Shape(
    "content.Signal", ("refs",), ("sources",), ("text",), owners=("signal_list",)
)
SIGNAL_LIST = Shape(
    "content.SignalList",
    ("refs",),
    ("sources",),
    ("heading", "intro", "caveat"),
    "signals",
)
SECTION = Shape(
    "content.Section",
    ("kind", "drawing", "say", "season", "season_from", "season_until", "refs"),
    ("sources", "contacts", "signal_lists"),
    ("heading", "body", "caution"),
    owners=("page",),
)
BROWSER = Shape(
    "content.BrowserSteps",
    ("version", "tried_on", "refs"),
    ("sources",),
    ("name", "steps"),
)
PAGE = Shape(
    "content.Page",
    ("wing", "number", "slug", "layout", "frame", "place", "door", "high_risk", "refs"),
    ("sources", "next_page", "parent", "contact"),
    ("title", "heading", "statement", "lead", "description"),
    "sections",
)
INDEX_WORD = Shape(
    "content.IndexWord", ("language", "word"), ("page",), (), owners=("page",)
)
FIGURE = Shape(
    "content.Figure",
    ("value", "high", "about", "part", "period", "refs"),
    ("sources",),
    ("label", "note"),
    owners=("table",),
)
FIGURE_TABLE = Shape(
    "content.FigureTable",
    ("standing", "period", "total", "refs"),
    ("sources",),
    ("heading", "summary", "note"),
    "rows",
)
RESOURCE = Shape(
    "content.Resource",
    ("kind", "maker", "dated", "url", "minutes", "checked_on", "refs"),
    ("sources", "makers"),
    ("name", "what", "level"),
)
SCHOOL_HOLIDAY = Shape(
    "content.SchoolHoliday",
    ("school_year", "kind", "region", "first", "last", "refs"),
    ("sources",),
    (),
)
PARTS = {
    "methods": METHOD,
    "numbers": LOCAL_NUMBER,
    "signals": SIGNAL,
    "sections": SECTION,
    "rows": FIGURE,
}
SHAPES = {
    shape.model: shape
    for shape in (
        SOURCE_SHAPE,
        ORGANISATION,
        METHOD,
        POST,
        COUNTRY,
        LOCAL_NUMBER,
        SIGNAL_LIST,
        SIGNAL,
        BROWSER,
        PAGE,
        SECTION,
        INDEX_WORD,
        FIGURE_TABLE,
        FIGURE,
        RESOURCE,
        SCHOOL_HOLIDAY,
    )
}
