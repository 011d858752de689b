"""What `manage.py check` says about the exit, and `check --deploy` about the host name."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.core.exceptions import ValidationError

from achterlating_site.languages import LANGUAGES

from .decoys import check_decoy
from .words import words_of_files


@register("safety")
def decoys_may_be_used(app_configs, **kwargs):
    """The registry's decoys keep the rules an editor's must keep."""
    for language in LANGUAGES.values():
        try:
            check_decoy(language.decoy)
        except ValidationError as error:
            yield Error(
                f"languages.py: {language.code}: decoy: {' '.join(error.messages)}",
                id="safety.E001",
            )


@register(Tags.security, deploy=True)
def host_says_nothing(app_configs, **kwargs):
    """The name of the site stays in histories, on routers, at providers."""
    hosts = {urlsplit(settings.SITE_URL).hostname or "", *settings.ALLOWED_HOSTS}
    for host in sorted(hosts):
        if found := words_of_files().betray(host):
            yield Warning(
                f"The host name {host} tells what this site is about ({', '.join(found)}).",
                hint="It stays in the browser's history. Choose a name that says nothing.",
                id="safety.W001",
            )
