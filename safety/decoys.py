"""Where the exit leads. A wrong decoy betrays: it must be judged before it is used."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import Error
from django.http.request import validate_host

from languages.offered import LANGUAGES

# Hosts whose apps catch their addresses: the app opens, and the page one fled from stays
# open in the browser behind it. From published reports and general knowledge; not complete,
# so each decoy must still be tried on a phone.
OPENS_AN_APP = {
    "accuweather.com",
    "ad.nl",
    "apps.apple.com",
    "bbc.co.uk",
    "bbc.com",
    "bol.com",
    "booking.com",
    "buienradar.nl",
    "fb.com",
    "fb.me",
    "goo.gl",
    "m.me",
    "maps.apple.com",
    "marktplaats.nl",
    "music.apple.com",
    "nos.nl",
    "nu.nl",
    "reddit.com",
    "t.co",
    "t.me",
    "telegraaf.nl",
    "tv.apple.com",
    "wa.me",
    "weather.com",
    "wikipedia.org",
    "x.com",
    "youtu.be",
}
# The same of names that stand before many endings: google.de, amazon.com.tr.
OPENS_AN_APP_ANYWHERE = {
    "amazon",
    "facebook",
    "google",
    "instagram",
    "linkedin",
    "messenger",
    "netflix",
    "pinterest",
    "snapchat",
    "spotify",
    "telegram",
    "tiktok",
    "twitter",
    "whatsapp",
    "youtube",
}


def decoy_of(code: str) -> str:
    """The address the exit of a language leads to: an editor's, else the registry's.

    Whatever the database does: the page that says it failed has an exit too.
    """
    from .models import Decoy  # which validates with `check_decoy`

    try:
        kept = Decoy.objects.filter(language=code).first()
    except Error:
        kept = None
    return kept.url if kept else LANGUAGES[code].decoy


def check_decoy(url: str) -> None:
    """Raise ValidationError for an address the exit must not lead to."""
    parts = urlsplit(url)
    host = _bare(parts.hostname)
    if parts.scheme != "https":
        raise ValidationError("Het adres moet met https:// beginnen.")
    if not host:
        raise ValidationError("Dit adres noemt geen site.")
    if is_ours(host):
        raise ValidationError("Dit is onze eigen site: dan blijft de lezer hier.")
    of_an_app = any(host == app or host.endswith(f".{app}") for app in OPENS_AN_APP)
    if of_an_app or not OPENS_AN_APP_ANYWHERE.isdisjoint(host.split(".")):
        raise ValidationError(
            f"{host} opent op veel telefoons een app. Deze pagina blijft dan open staan."
        )


def is_ours(host: str) -> bool:
    """Whether the site answers under this name; "*" in ALLOWED_HOSTS names nobody."""
    named = [urlsplit(settings.SITE_URL).hostname or "", *settings.ALLOWED_HOSTS]
    ours = [
        name if name.startswith(".") else _bare(name) for name in named if name != "*"
    ]
    return validate_host(host, ours)


def _bare(host: str | None) -> str:
    """A name without what makes no other site of it: www, and the dot of the root."""
    return (host or "").lower().rstrip(".").removeprefix("www.")
