"""School holidays, as facts: one record for each holiday of one region."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.models import Entry
from staff.edition_policy import EditionPolicy

LONGEST = timedelta(days=60)


class Region(models.TextChoices):
    """The three regions over which the government spreads the holidays."""

    NORTH = "north", _("North")
    MIDDLE = "middle", _("Middle")
    SOUTH = "south", _("South")


class Break(models.TextChoices):
    """The five holidays of a school year, in its order."""

    AUTUMN = "autumn", _("Autumn holiday")
    CHRISTMAS = "christmas", _("Christmas holiday")
    SPRING = "spring", _("Spring holiday")
    MAY = "may", _("May holiday")
    SUMMER = "summer", _("Summer holiday")


class SchoolHoliday(Entry):
    """When one holiday is in one region. What is not known has no record.

    key: "2026-autumn-north", after the year in which the school year begins
    school_year: the year in which the school year begins: 2026 for 2026-2027
    first, last: its first and its last day off, both free
    """

    edition_policy = EditionPolicy(second_person=False)

    school_year = models.PositiveSmallIntegerField(
        "schooljaar begint in", help_text="2026 voor het schooljaar 2026-2027."
    )
    kind = models.CharField("vakantie", max_length=10, choices=Break)
    region = models.CharField("regio", max_length=10, choices=Region)
    first = models.DateField("eerste vrije dag")
    last = models.DateField("laatste vrije dag")

    class Meta(Entry.Meta):
        ordering = ["first", "region"]
        verbose_name = "schoolvakantie"
        verbose_name_plural = "schoolvakanties"
        constraints = [
            models.UniqueConstraint(
                "school_year",
                "kind",
                "region",
                name="school_holiday_once",
                violation_error_message="Deze vakantie staat al in de lijst.",
            )
        ]

    def __str__(self):
        year = f"{self.school_year}-{self.school_year + 1}"
        return f"{self.get_kind_display()} {year}, {self.get_region_display()}"

    def clean(self):
        """Its days follow each other and lie in its school year."""
        if not (self.first and self.last and self.school_year):
            return  # each field says what is wrong with it
        if wrong := wrong_days(self.school_year, self.first, self.last):
            raise ValidationError({"last": wrong})


def wrong_days(school_year: int, first, last) -> str:
    """What cannot be right about the days of a holiday; empty if nothing is."""
    if last < first:
        return "De laatste dag ligt vóór de eerste."
    if last - first > LONGEST:
        return "Zo lang duurt geen vakantie."
    begins, ends = (school_year, 8), (school_year + 1, 9)
    if not begins <= (first.year, first.month) <= (last.year, last.month) <= ends:
        return "Deze dagen horen niet bij dit schooljaar."
    return ""


def holiday_key(school_year: int, kind: str, region: str) -> str:
    return f"{school_year}-{kind}-{region}"
