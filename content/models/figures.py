"""Numbers of cases, as data: never without a year, a source and a warning in words.

How a table is judged stands here too, for the seed files and the admin's forms alike.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from babel.dates import format_date, format_skeleton
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.models import Entry
from staff.edition_policy import EditionPolicy

FEW = 2  # so few persons could be recognised: a number of them is never split up
DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
PERIOD = RegexValidator(
    rf"^{DAY}(?:/{DAY})?$",
    "Schrijf een jaar, maand of dag, of twee met een streep ertussen: 2018, 2009-05/2009-10.",
)


class Standing(models.TextChoices):
    """What a number is worth. The page keeps these apart, in this order."""

    RECENT = "recent", "nieuwste officiële telling"
    MEDIA = "media", "uit het nieuws"
    ESTIMATE = "estimate", "schatting"
    ABROAD = "abroad", "ander land: telt anders"
    HISTORY = "history", "vroeger: niet meer van nu"


GROUPS = {
    Standing.RECENT: _("The newest official counts we know"),
    Standing.MEDIA: _("From the news"),
    Standing.ESTIMATE: _("Estimates"),
    Standing.ABROAD: _("Another country, counted differently"),
    Standing.HISTORY: _("Earlier years"),
}


class FigureTable(Entry):
    """Numbers that belong together: of one period, from one place.

    period: when they were counted, as ISO 8601 writes it: "2018", "2009-05/2009-10"
    total: what the rows add up to; empty where they may not be added up
    """

    edition_policy = EditionPolicy(second_person=False)
    WORDS = ("heading", "summary", "note")
    REQUIRED = ("heading", "summary")

    standing = models.CharField("wat is het waard?", max_length=10, choices=Standing)
    period = models.CharField(
        "periode",
        max_length=21,
        validators=[PERIOD],
        help_text="Een jaar (2018), of van en tot (2009-05/2009-10).",
    )
    total = models.PositiveIntegerField(
        "totaal",
        null=True,
        blank=True,
        help_text="Leeg als de rijen niet opgeteld mogen worden. De voetnoot zegt dan waarom.",
    )

    heading = models.CharField("kop", max_length=120, null=True, blank=True)
    summary = models.TextField(
        "wat laat het zien?",
        null=True,
        blank=True,
        help_text="Eén of twee zinnen, voor wie geen tabel leest.",
    )
    note = models.TextField(
        "voetnoot",
        null=True,
        blank=True,
        help_text="Wat er niet in zit, wat de bron anders schrijft. Staat altijd bij de tabel.",
    )

    class Meta(Entry.Meta):
        verbose_name = "tabel met cijfers"
        verbose_name_plural = "cijfers"


class Figure(Entry):
    """A row: how many, of what.

    high: the upper end where the source gives a range; value is then the lower end
    about: how sure the source is of the number
    part: counted in the row above already, so not in the total
    period: only where it differs from the table's
    """

    edition_policy = EditionPolicy(second_person=False)
    WORDS = ("label", "note")
    REQUIRED = ("label",)

    class About(models.TextChoices):
        EXACT = "", "precies"
        AROUND = "around", "ongeveer"
        OVER = "over", "meer dan"
        ALMOST = "almost", "bijna"

    table = models.ForeignKey(
        FigureTable, verbose_name="tabel", on_delete=models.CASCADE, related_name="rows"
    )
    value = models.PositiveIntegerField("aantal")
    high = models.PositiveIntegerField(
        "tot",
        null=True,
        blank=True,
        help_text="Bij een schatting: het hoogste getal. Het laagste staat bij aantal.",
    )
    about = models.CharField(
        "hoe precies?", max_length=10, choices=About, default=About.EXACT, blank=True
    )
    part = models.BooleanField(
        "deel van de rij erboven",
        default=False,
        help_text="Telt niet mee in het totaal.",
    )
    period = models.CharField(
        "andere periode", max_length=21, blank=True, validators=[PERIOD]
    )

    label = models.CharField("wat", max_length=160, null=True, blank=True)
    note = models.CharField("opmerking", max_length=200, null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = "rij"
        verbose_name_plural = "rijen"

    def clean(self):
        if self.high is not None and self.value is not None and self.high <= self.value:
            raise ValidationError({"high": "Is niet hoger dan het aantal."})


def mistakes_in(total: int | None, rows: Iterable, has_note: bool) -> Iterator[str]:
    """What is wrong with a table. rows: in order, with value, high and part."""
    rows = list(rows)
    wholes = [row for row in rows if not row.part]
    if not wholes:
        yield "Een tabel heeft minstens één rij."
        return
    if rows[0].part:
        yield "De eerste rij kan geen deel zijn van de rij erboven."
    counted = sum(row.value for row in wholes)
    if total is None:
        if len(wholes) > 1 and not has_note:
            yield "Er is geen totaal. Zeg in de voetnoot waarom je dit niet kunt optellen."
    elif any(row.high is not None for row in wholes):
        yield "Een schatting van laag tot hoog heeft geen totaal."
    elif counted != total:
        yield f"De rijen zijn samen {counted}, en er staat {total} als totaal."
    elif 0 < total <= FEW and len(wholes) > 1:
        yield f"{total} personen worden niet verder uitgesplitst: zij zijn dan te herkennen."
    whole = None
    for row in rows:
        if not row.part:
            whole = row
        elif whole and whole.value <= FEW:
            yield f"{whole.value} personen worden niet verder uitgesplitst: zij zijn dan te herkennen."
        elif whole and row.value > (whole.high or whole.value):
            yield f"Een deel ({row.value}) is groter dan de rij erboven ({whole.value})."


def in_words(period: str, language: str) -> str:
    """ "2009-05/2009-10" as "mei 2009 - oktober 2009", in the words of `language`."""
    return " – ".join(_day(day, language) for day in period.split("/"))


def _day(day: str, language: str) -> str:
    numbers = [int(number) for number in re.findall(r"\d+", day)]
    if len(numbers) == 1:
        return day
    if len(numbers) == 2:
        return format_skeleton("yMMMM", date(*numbers, 1), locale=language)
    return format_date(date(*numbers), "long", locale=language)
