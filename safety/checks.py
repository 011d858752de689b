"""What `manage.py check` says about exit and interface words, and `check --deploy` about names."""

import ipaddress
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from babel.messages.pofile import read_po
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ValidationError
from django.http.request import validate_host

from languages.offered import CODES, LANGUAGES

from .decoys import check_decoy
from .words import words_of_files


@register("safety")
def decoys_may_be_used(app_configs: Any, **kwargs: Any) -> Iterator[CheckMessage]:
    """The registry's decoys keep the rules an editor's must keep."""
    for language in LANGUAGES.values():
        try:
            check_decoy(language.decoy)
        except ValidationError as error:
            yield Error(
                f"languages.py: {language.code}: decoy: {' '.join(error.messages)}",
                id="safety.E001",
            )


@register("safety")
def interface_promises_nothing(
    app_configs: Any, **kwargs: Any
) -> Iterator[CheckMessage]:
    """The words of buttons and hints keep the rule that texts keep."""
    words = words_of_files()
    for code in CODES:
        path = settings.LOCALE_PATHS[0] / code / "LC_MESSAGES" / "django.po"
        if not path.exists():
            continue
        with path.open("rb") as file:
            messages = [message for message in read_po(file) if message.id]
        for message in messages:
            translations = message.string or message.id
            for text in (
                [translations] if isinstance(translations, str) else translations
            ):
                for phrase in words.promised(text, code):
                    yield Error(
                        f"locale/{code}: “{text}”: “{phrase}” promises more than a website can keep.",
                        id="safety.E002",
                    )


@register(Tags.security, deploy=True)
def readers_are_told_an_address_that_works(
    app_configs: Any, **kwargs: Any
) -> Iterator[CheckMessage]:
    """Share links name SITE_URL, and so does the page on what to remember."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    if not host or is_local(host) or not validate_host(host, settings.ALLOWED_HOSTS):
        yield Error(
            f"SITE_URL is {settings.SITE_URL}, which nobody else can open or which is not in ALLOWED_HOSTS.",
            hint="The site asks readers to remember this name. Set SITE_URL to the address of the site.",
            id="safety.E003",
        )


def is_local(host: str) -> bool:
    """Whether a name means this machine or a network of one's own."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local"))


@register(Tags.security, deploy=True)
def host_says_nothing(app_configs: Any, **kwargs: Any) -> Iterator[CheckMessage]:
    """The name of the site stays in histories, on routers, at providers."""
    hosts = {urlsplit(settings.SITE_URL).hostname or "", *settings.ALLOWED_HOSTS}
    for host in sorted(hosts):
        if telling := words_of_files().betray(host):
            yield Warning(
                f"The host name {host} gives away what this site is about ({', '.join(telling)}).",
                hint="It stays in the browser's history. Choose a name that says nothing.",
                id="safety.W001",
            )
