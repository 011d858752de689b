"""Where the exit leads. A wrong decoy betrays: it must be judged before it is used."""

from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError

from achterlating_site.languages import LANGUAGES

# Hosts whose apps catch their addresses: the app opens, and the page one fled from stays
# open in the browser behind it. From published reports and general knowledge; not complete,
# so each decoy must still be tried on a phone.
OPENS_AN_APP = {
    "accuweather.com",
    "ad.nl",
    "amazon.com",
    "bbc.co.uk",
    "bbc.com",
    "bol.com",
    "booking.com",
    "buienradar.nl",
    "facebook.com",
    "google.com",
    "google.nl",
    "instagram.com",
    "linkedin.com",
    "marktplaats.nl",
    "netflix.com",
    "nos.nl",
    "nu.nl",
    "pinterest.com",
    "reddit.com",
    "spotify.com",
    "telegraaf.nl",
    "tiktok.com",
    "weather.com",
    "wikipedia.org",
    "x.com",
    "youtube.com",
}


def decoy_of(code: str) -> str:
    """The address the exit of a language leads to: an editor's, else the registry's."""
    kept = apps.get_model("safety.Decoy").objects.filter(language=code).first()
    return kept.url if kept else LANGUAGES[code].decoy


def check_decoy(url: str) -> None:
    """Raise ValidationError for an address the exit must not lead to."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme != "https":
        raise ValidationError("Het adres moet met https:// beginnen.")
    if host in our_hosts():
        raise ValidationError("Dit is onze eigen site: dan blijft de lezer hier.")
    if any(host == app or host.endswith(f".{app}") for app in OPENS_AN_APP):
        raise ValidationError(
            f"{host} opent op veel telefoons een app. Deze pagina blijft dan open staan."
        )


def our_hosts() -> set[str]:
    site = urlsplit(settings.SITE_URL).hostname or ""
    return {host.removeprefix("www.") for host in (site, *settings.ALLOWED_HOSTS)}
