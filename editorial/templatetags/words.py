"""Words in a template: always in the language they are in, never unmarked."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

from editorial.tokens import replace_foreign, replace_tokens, tokens_in
from languages.offered import LANGUAGES, SOURCE

register = template.Library()

# Paragraphs, lists and bold. HTML is off: what an editor types is shown, not run.
MARKDOWN = MarkdownIt("zero", {"html": False}).enable(["list", "emphasis", "newline"])


@register.simple_tag(takes_context=True)
def words(context, entry, field):
    """Short words (a heading, a name), with tokens filled in."""
    language = context["language"].code
    shown = entry.read(field, language)
    text = _fill(context, format_html("{}", shown.text), shown.language)
    if shown.language == language:
        return text
    return format_html("<span {}>{}</span>", _language(shown.language), text)


@register.simple_tag(takes_context=True)
def prose(context, entry, field):
    """Paragraphs and lists, with tokens filled in."""
    shown = entry.read(field, context["language"].code)
    return _block(context, shown, MARKDOWN.render(shown.text))


@register.simple_tag(takes_context=True)
def sayings(context, entry, field):
    """The same words for the person asked and the person who asks: Dutch, English, the reader's own."""
    codes = dict.fromkeys((SOURCE, "en", context["language"].code))
    return [
        {"text": text, "language": code, "direction": LANGUAGES[code].direction}
        for code in codes
        if code in LANGUAGES and (text := entry.words(code)[field])
    ]


@register.simple_tag(takes_context=True)
def lines(context, entry, field):
    """A list as lines to write on: each point is a label, unless it says all there is to say."""
    shown = entry.read(field, context["language"].code)
    parts = MARKDOWN.parse(shown.text)
    for index, part in enumerate(parts):
        if part.type == "list_item_open":
            label = next(part for part in parts[index:] if part.type == "inline")
            if not _is_said(label.content):
                part.attrSet("class", "line")
    html = MARKDOWN.renderer.render(parts, MARKDOWN.options, {})
    return _block(context, shown, html)


def _is_said(label):
    """Whether nothing is left to write: it ends as a statement does, or with a number."""
    tokens = tokens_in(label)
    is_number = tokens and label.endswith(str(tokens[-1]))
    return is_number or label.rstrip("’”\"')»*").endswith((".", "!"))


def _block(context, shown, html):
    """Paragraphs or lists: `html` is rendered from Markdown with HTML off, so only our tags."""
    text = _fill(context, mark_safe(html), shown.language)
    if shown.language == context["language"].code:
        return text
    return format_html("<div {}>{}</div>", _language(shown.language), text)


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

    def foreign(code, words):
        return f'<span {_language(code)} translate="no">{words}</span>'

    # all parts are safe: the text was escaped above, a token makes its own HTML
    return mark_safe(replace_foreign(replace_tokens(text, render), foreign))


def _language(code):
    return format_html('lang="{}" dir="{}"', code, LANGUAGES[code].direction)
