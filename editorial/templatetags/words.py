"""Words in a template: always in the language they are in, never unmarked."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

from achterlating_site.languages import LANGUAGES
from editorial.tokens import replace_tokens

register = template.Library()

# Paragraphs, lists and bold. HTML is off: what an editor types is shown, not run.
MARKDOWN = MarkdownIt("zero", {"html": False}).enable(["list", "emphasis", "newline"])


@register.simple_tag(takes_context=True)
def words(context, entry, field):
    """Short words (a heading, a name), with tokens filled in."""
    language = context["language"].code
    found = entry.read(field, language)
    text = _fill(context, format_html("{}", found.text), found.language)
    if found.language == language:
        return text
    return format_html("<span {}>{}</span>", _language(found.language), text)


@register.simple_tag(takes_context=True)
def prose(context, entry, field):
    """Paragraphs and lists, with tokens filled in."""
    language = context["language"].code
    found = entry.read(field, language)
    # rendered from Markdown with HTML off, so it holds our tags only
    text = _fill(context, mark_safe(MARKDOWN.render(found.text)), found.language)
    if found.language == language:
        return text
    return format_html("<div {}>{}</div>", _language(found.language), text)


@register.simple_tag(takes_context=True)
def plain(context, entry, field):
    """Words for a place that takes no tags, such as a title."""
    return entry.read(field, context["language"].code).text


@register.simple_tag(takes_context=True)
def has(context, entry, field):
    """Whether there are words to show."""
    return bool(entry.read(field, context["language"].code))


def _fill(context, text, language):
    def render(token):
        return context["facts"].render(token, within=language)

    # both parts are safe: the text was escaped above, a token makes its own HTML
    return mark_safe(replace_tokens(text, render))


def _language(code):
    return format_html('lang="{}" dir="{}"', code, LANGUAGES[code].direction)
