"""What editors may choose: where the exit leads, and which words betray."""

from django.db import models
from simple_history.models import HistoricalRecords

from languages.offered import django_languages
from staff.edition_policy import EditionPolicy

from .decoys import check_decoy


class WordList(models.Model):
    """Words that tell and phrases that promise, besides those of words.toml."""

    edition_policy = EditionPolicy(second_person=True, stays_current=True)

    language = models.CharField(
        "taal", max_length=10, unique=True, choices=django_languages()
    )
    telling = models.TextField(
        "meer woorden die verraden",
        blank=True,
        help_text="Een per regel, naast die hieronder. Ze mogen niet in titels van de stille vleugel.",
    )
    promises = models.TextField(
        "meer beloften die niemand kan waarmaken",
        blank=True,
        help_text="Een per regel, naast die hieronder. Ze mogen in geen enkele tekst.",
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["language"]
        verbose_name = "woordenlijst"
        verbose_name_plural = "woordenlijsten"

    def __str__(self) -> str:
        return self.get_language_display()


class Decoy(models.Model):
    edition_policy = EditionPolicy(second_person=True, stays_current=True)

    language = models.CharField(
        "taal", max_length=10, unique=True, choices=django_languages()
    )
    url = models.URLField(
        "adres",
        validators=[check_decoy],
        help_text="Een gewone, snelle pagina, bijvoorbeeld het weer. Toont niets persoonlijks, opent geen app. Probeer het eerst op een telefoon.",
    )
    tried_on = models.DateField(
        "geprobeerd op",
        null=True,
        blank=True,
        help_text="De dag waarop iemand dit adres op een telefoon opende.",
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["language"]
        verbose_name = "bestemming van de uitgang"
        verbose_name_plural = "bestemmingen van de uitgang"

    def __str__(self) -> str:
        return f"{self.get_language_display()}: {self.url}"
