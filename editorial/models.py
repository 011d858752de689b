"""What every text has: a key, its sources, and a memory of how far it is.

Words are kept one column a language (heading_nl, heading_ar) by modeltranslation.
In Python the column is always named; the active language never decides.
"""

from dataclasses import dataclass

from django.core.validators import RegexValidator
from django.db import models
from modeltranslation.utils import build_localized_fieldname

from languages.offered import LANGUAGES, SOURCE
from staff.edition_policy import EditionPolicy

KEY = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$",
    "Alleen kleine letters, cijfers en streepjes.",
)


class Source(models.Model):
    """Where a statement comes from. The list of sources keeps their kinds apart."""

    edition_policy = EditionPolicy(second_person=False)

    class Kind(models.TextChoices):
        LAW = "law", "wet"
        GOVERNMENT = "government", "overheid en Tweede Kamer"
        ORGANISATION = "organisation", "organisatie of onderzoek"
        NEWS = "news", "nieuws"
        QUOTED = "quoted", "officiële pagina, door anderen aangehaald"
        OWN = "own", "van deze site zelf"

    key = models.CharField("sleutel", max_length=60, unique=True, validators=[KEY])
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    title = models.CharField("titel", max_length=200)
    publisher = models.CharField("uitgever", max_length=200)
    kind = models.CharField(
        "soort", max_length=20, choices=Kind, default=Kind.ORGANISATION
    )
    url = models.URLField("adres", blank=True)
    dated = models.CharField(
        "datum van de bron",
        max_length=10,
        blank=True,
        help_text="Jaar, maand of dag, bijvoorbeeld 2026-10-06. Leeg als de bron geen datum heeft.",
    )
    read_on = models.DateField(
        "gelezen op", help_text="De dag waarop wij deze bron lazen."
    )
    licence = models.CharField("licentie", max_length=200, blank=True)
    isbn = models.CharField("ISBN", max_length=17, blank=True)
    digests = models.JSONField(default=dict, editable=False)  # as in Entry
    WORDS = ()  # titles are not translated

    class Meta:
        ordering = ["position", "key"]
        verbose_name = "bron"
        verbose_name_plural = "bronnen"

    def __str__(self):
        return f"{self.publisher}: {self.title}"


@dataclass(frozen=True)
class Words:
    """A piece of text and the language it really is in."""

    text: str
    language: str

    def __bool__(self):
        return bool(self.text)


class Entry(models.Model):
    """A thing with words in several languages.

    key: what files and tokens call it; a part of something is "whole/part"
    digests: per language what `editorial.states` needs to work out how far it is:
        seeded (the words as a seed last wrote them), source (the Dutch they
        translate), reviewed and reviewed_by (the words a native speaker checked, and
        her name); and under "facts" the facts as a seed last wrote them
    refs: items of the checklist this entry covers, e.g. ["S0-47"]
    """

    WORDS: tuple[str, ...] = ()  # translated fields, in reading order
    REQUIRED: tuple[str, ...] = ()  # those that may not be empty in Dutch

    is_quiet = False  # whether its title stays with somebody in need; see content.Page

    key = models.CharField("sleutel", max_length=120, unique=True, validators=[KEY])
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    refs = models.JSONField("dekt", default=list, blank=True)
    sources = models.ManyToManyField(Source, verbose_name="bronnen", blank=True)
    digests = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True
        ordering = ["position", "key"]

    def __str__(self):
        field = (self.REQUIRED or self.WORDS)[0]
        return self.words(SOURCE)[field] or self.key

    def words(self, language: str) -> dict[str, str]:
        """The words in exactly this language, by field; empty where there are none."""
        return {
            field: getattr(self, build_localized_fieldname(field, language)) or ""
            for field in self.WORDS
        }

    def set_words(self, language: str, words: dict[str, str]) -> None:
        """Put words in the columns of `language`; fields not named become empty."""
        for field in self.WORDS:
            column = build_localized_fieldname(field, language)
            setattr(self, column, words.get(field, ""))

    def read(self, field: str, language: str) -> Words:
        """The words of `field` for a reader of `language`: the first of its chain.

        The result says which language it is in, so that a template can mark it.
        """
        for code in LANGUAGES[language].chain:
            text = getattr(self, build_localized_fieldname(field, code))
            if text:
                return Words(text, code)
        return Words("", language)
