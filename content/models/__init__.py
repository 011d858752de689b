"""What we tell people: pages and their parts, figures, and lessons by others."""

from .figures import Figure, FigureTable
from .holidays import SchoolHoliday
from .pages import (
    BrowserSteps,
    IndexWord,
    Page,
    Place,
    Section,
    Signal,
    SignalList,
    SignVideo,
    Wing,
)
from .resources import Resource

__all__ = [
    "BrowserSteps",
    "Figure",
    "FigureTable",
    "IndexWord",
    "Page",
    "Place",
    "Resource",
    "SchoolHoliday",
    "Section",
    "SignVideo",
    "Signal",
    "SignalList",
    "Wing",
]
