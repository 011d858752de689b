"""Lessons, films and writings by others: what there is, by whom, and whether we saw it."""

from django.db import models

from editorial.models import Entry
from staff.edition_policy import EditionPolicy


class Resource(Entry):
    """Something to use in a lesson or to read on, made by somebody else.

    url: empty where we do not know where it is now; the page then says so, and leads to
        the sites of its makers, or else to the source that names it
    makers: those of its makers whose site we know
    minutes: how long it takes, where its maker says so
    checked_on: when a person last opened it; empty: never
    """

    edition_policy = EditionPolicy(second_person=False)
    WORDS = ("name", "what", "level")
    REQUIRED = ("name", "what")

    class Kind(models.TextChoices):
        LESSON = "lesson", "les"
        FILM = "film", "film"
        PODCAST = "podcast", "podcast"
        TEXT = "text", "tekst"

    kind = models.CharField("soort", max_length=10, choices=Kind)
    maker = models.CharField("maker", max_length=160)
    makers = models.ManyToManyField(
        "directory.Organisation",
        verbose_name="makers die op deze site staan",
        blank=True,
        help_text="Hun eigen site staat erbij zolang wij niet weten waar het materiaal staat.",
    )
    dated = models.CharField(
        "datum",
        max_length=10,
        blank=True,
        help_text="Jaar of maand, bijvoorbeeld 2021-03.",
    )
    url = models.URLField("adres", blank=True)
    minutes = models.PositiveSmallIntegerField("duur in minuten", null=True, blank=True)
    checked_on = models.DateField(
        "bekeken op",
        null=True,
        blank=True,
        help_text="De dag waarop iemand het opende en bekeek. Leeg: nog niemand.",
    )

    name = models.CharField("naam", max_length=120, null=True, blank=True)
    what = models.TextField("waar gaat het over?", null=True, blank=True)
    level = models.CharField("voor wie", max_length=120, null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = "lesmateriaal"
        verbose_name_plural = "lesmateriaal"
