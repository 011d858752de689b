"""What there is to know about a country: local numbers, Dutch posts, and their limits.

Facts come from the ministry's travel advice (CC0) and keep its dates. Local numbers are
text, as printed: nobody of ours has phoned them, so a page never makes them a link.
"""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from directory.country_names import check_country, country_name
from editorial.models import Entry
from languages.offered import SOURCE
from staff.edition_policy import EditionPolicy

PRINTED = re.compile(r"\+?[\d\s()/.-]{2,}")


def check_printed(number: str) -> None:
    """Raise ValidationError unless `number` could be a number, however it is printed."""
    if not PRINTED.fullmatch(number) or sum(map(str.isdigit, number)) < 2:
        raise ValidationError(
            f"“{number}” is geen telefoonnummer. Neem het over zoals het ministerie het afdrukt."
        )


class Post(Entry):
    """A place where the Netherlands is present. Its city has a name in every language."""

    edition_policy = EditionPolicy(second_person=True, stays_current=True)
    WORDS = ("city",)

    class Kind(models.TextChoices):
        EMBASSY = "embassy", "ambassade"
        CONSULATE = "consulate-general", "consulaat-generaal"
        REPRESENTATION = "representation", "vertegenwoordiging"
        CONSUL = "honorary-consul", "honorair consul"

    kind = models.CharField("soort", max_length=20, choices=Kind)
    land = models.CharField("in welk land", max_length=2, validators=[check_country])
    is_closed = models.BooleanField("gesloten voor publiek", default=False)
    city = models.CharField("stad", max_length=60, null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = "Nederlandse post"
        verbose_name_plural = "Nederlandse posten"


class CountryQuerySet(models.QuerySet):
    def whole(self):
        """With everything its page shows, in a fixed number of queries."""
        return self.prefetch_related("numbers", "posts")


class Country(Entry):
    """A country somebody may be stuck in. Its key is its ISO code in lower case.

    WORDS: only what is special here; what holds for every country is said once, on the
        page for a country that is not in the list, and shown on all country pages
    printed, review_since: what the ministry printed at the last import, and since when
        that differs from what an editor has seen (see importing.py)
    """

    edition_policy = EditionPolicy(second_person=True, stays_current=True)
    WORDS = ("danger", "limits", "papers", "children")

    class Help(models.TextChoices):
        HERE = "in-country", "er is een post in het land"
        ELSEWHERE = "elsewhere", "een post in een ander land"
        CLOSED = "closed", "de ambassade is gesloten"
        CONSUL = "consul", "alleen een honorair consul"
        NONE = "none", "geen enkele post"

    class Red(models.TextChoices):
        NONE = "", "nergens"
        PARTS = "parts", "in delen van het land"
        WHOLE = "whole", "in het hele land"

    class Dual(models.TextChoices):
        LESS = "", "Nederland kan vaak minder doen"
        OWN = "own", "het land ziet iemand alleen als eigen burger"
        NO_HELP = "no-help", "de ambassade kan niet helpen"

    class Reliability(models.TextChoices):
        NOTHING_SAID = "", "het ministerie zegt er niets over"
        NONE = "none", "er zijn geen hulpdiensten"
        UNRELIABLE = "unreliable", "op hulpdiensten kun je niet rekenen"
        UNANSWERED = "unanswered", "wordt niet altijd opgenomen"
        UNSURE = "unsure", "nummers werken niet altijd"
        LANGUAGE = "language", "weinig of geen Engels"
        LANGUAGE_TOWNS = "language-towns", "in kleine plaatsen weinig of geen Engels"
        CITIES = "cities", "buiten grote steden niet overal"
        SLOW = "slow", "hulp komt soms te laat"

    key = models.CharField(
        "landcode", max_length=2, unique=True, validators=[check_country]
    )
    iso3 = models.CharField(
        "landcode van het ministerie",
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{3}$", "Drie hoofdletters, zoals MAR.")],
    )
    number = models.PositiveSmallIntegerField(
        "nummer",
        unique=True,
        null=True,
        blank=True,
        help_text="Adres in de stille vleugel. Wordt nooit opnieuw gebruikt.",
    )
    help = models.CharField("Nederlandse hulp", max_length=12, choices=Help)
    posts = models.ManyToManyField(Post, verbose_name="posten", blank=True)
    red = models.CharField("code rood", max_length=8, choices=Red, blank=True)
    is_orange = models.BooleanField("ook code oranje", default=False)
    dual = models.CharField("dubbele nationaliteit", max_length=8, choices=Dual, blank=True)  # fmt: skip
    reliability = models.CharField(
        "hulpdiensten", max_length=16, choices=Reliability, blank=True
    )
    modified_on = models.DateField("ministerie wijzigde op")
    valid_on = models.DateField("volgens het ministerie geldig op")
    url = models.URLField("pagina van het ministerie")
    printed = models.TextField("afgedrukt door het ministerie", blank=True)
    review_since = models.DateField("na te kijken sinds", null=True, blank=True)

    danger = models.TextField("bij gevaar", null=True, blank=True)
    limits = models.TextField("waar hulp ophoudt", null=True, blank=True)
    papers = models.TextField("papieren en vertrek", null=True, blank=True)
    children = models.TextField("kinderen", null=True, blank=True)

    objects = CountryQuerySet.as_manager()
    is_quiet = True  # as a page: the frame around it asks

    class Meta(Entry.Meta):
        verbose_name = "land"
        verbose_name_plural = "landen"

    def __str__(self):
        return country_name(self.key, SOURCE).text

    def path(self, language: str) -> str:
        """The address of its page: a bland number, as every page of the quiet wing."""
        return reverse("quiet", args=[language, self.number])


class LocalNumber(Entry):
    """A number of a country's own emergency services, exactly as the ministry prints it."""

    edition_policy = EditionPolicy(second_person=True, stays_current=True)
    WORDS = ("note",)

    class Service(models.TextChoices):
        GENERAL = "general", "noodnummer"
        GENERAL_POLICE = "general-police", "noodnummer (politie)"
        POLICE = "police", "politie"
        AMBULANCE = "ambulance", "ambulance"
        FIRE = "fire", "brandweer"
        AMBULANCE_FIRE = "ambulance-fire", "ambulance en brandweer"
        POLICE_AMBULANCE = "police-ambulance", "politie en ambulance"
        WOMEN = "women", "hulplijn bij geweld tegen vrouwen"
        TOURIST_POLICE = "tourist-police", "toeristenpolitie"
        OTHER = "other", "anders: zie de opmerking"
        ASIDE = "aside", "niet voor gevaar; staat niet op de pagina"

    country = models.ForeignKey(
        Country, verbose_name="land", on_delete=models.CASCADE, related_name="numbers"
    )
    service = models.CharField("dienst", max_length=20, choices=Service)
    number = models.CharField(
        "nummer zoals afgedrukt", max_length=40, validators=[check_printed]
    )
    note = models.TextField(
        "opmerking", null=True, blank=True, help_text="Waar of wanneer het werkt."
    )

    class Meta(Entry.Meta):
        verbose_name = "lokaal nummer"
        verbose_name_plural = "lokale nummers"

    def __str__(self):
        return f"{self.country}: {self.get_service_display()}"
