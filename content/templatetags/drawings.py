"""Drawings inside a page: our own line drawings, shorn of what style says already."""

from django import template
from django.utils.safestring import mark_safe

from content import drawings

register = template.Library()

# Beside a door; one that is new has none until somebody draws it. Two plain bands and an arrow
# to a house: nothing here may tell from afar what a page is about.
DOORS = {
    "trip": "bag",
    "airport": "plane",
    "abroad": "map",
    "marriage": "bands",
    "back": "homeward",
    "worried": "friend",
    "my-child": "child",
    "work": "paper",
}


@register.simple_tag
def drawing(name):
    """The drawing called `name`, as large as its place is; silent to a voice."""
    return mark_safe(drawings.inlined(name))  # our own files only


@register.simple_tag
def door_drawing(page):
    """What stands beside a door on the first page; "" where nothing was drawn."""
    return drawing(DOORS[page.key]) if page.key in DOORS else ""
