"""Advice on Dutch words, below each text: what is long, hard or telling. Refuses nothing."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from editorial.proofreading import LONGEST, known_now
from editorial.sentences import as_written, words_of
from safety.words import Words

LONG_SENTENCE = 20  # words; urgent steps want fewer still
# Letters, not syllables: the library that counts those is for development only.
LONG_WORD = 14
SHOWN = 6  # words by which a long sentence is recognised


def advice(text: str, words: Words, is_quiet: bool) -> Iterator[str]:
    """Sentences about one Dutch text, for its editor.

    is_quiet: whether it stands on a page that somebody may read while watched
    """
    for sentence in as_written(text):
        if (length := len(words_of(sentence))) > LONG_SENTENCE:
            start = " ".join(sentence.split()[:SHOWN])
            yield f"Lange zin ({length} woorden): “{start} …”. Kan het in twee zinnen?"
    if hard := hard_words(text):
        yield f"Moeilijk woord: {', '.join(hard)}. Kan het gewoner, of leg het uit?"
    if is_quiet and (telling := words.betray(text)):
        yield f"Verraadt het onderwerp aan wie meekijkt: {', '.join(telling)}. Kan het zonder?"


def hard_words(text: str) -> list[str]:
    """The very long words, each once; of a word with a hyphen its longest part counts."""
    words = (word for sentence in as_written(text) for word in words_of(sentence))
    long = (word for word in words if max(map(len, word.split("-"))) > LONG_WORD)
    return list(dict.fromkeys(word.lower() for word in long))


def below(help_text: str, text: str, words: Words, is_quiet: bool) -> SafeString:
    """The help below a text, with the advice behind it; advice.js keeps it up to date."""
    return format_html(
        '{}<div class="advice" data-advice="{}">{}</div>',
        help_text,
        "quiet" if is_quiet else "open",
        as_list(text, words, is_quiet),
    )


def as_list(text: str, words: Words, is_quiet: bool) -> str:
    items = format_html_join(
        "", "<li>{}</li>", ((message,) for message in advice(text, words, is_quiet))
    )
    return format_html("<ul>{}</ul>", items) if items else ""


@require_POST  # a text not yet saved has no business in an address
def advice_view(request) -> HttpResponse:
    """Advice on what is being typed. Nothing of it is kept."""
    if not request.user.has_perm("content.view_page"):
        raise PermissionDenied
    text = request.POST.get("text", "")[: 2 * LONGEST]
    is_quiet = request.POST.get("wing") == "quiet"
    return HttpResponse(as_list(text, known_now().words, is_quiet))
