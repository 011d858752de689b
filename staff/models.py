"""What is kept about and for the people who work on the site."""

from django.conf import settings
from django.db import models


class Speaks(models.Model):
    """A language somebody grew up with: a translator writes there and nowhere else.

    language: a code of languages.py; without choices, so that a new language asks no
        migration here
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="speaks"
    )
    language = models.CharField("taal", max_length=10)

    class Meta:
        verbose_name = "taal van huis uit"
        verbose_name_plural = "talen van huis uit"
        constraints = [
            models.UniqueConstraint("user", "language", name="speaks_once"),
        ]
        permissions = [("translate", "Mag vertalen in de talen van huis uit")]

    def __str__(self) -> str:
        return self.language


class WithdrawnPreviews(models.Model):
    """From when on links to a page that is not online yet no longer work.

    page: its number in `content`; without a relation, for `staff` knows no content
    """

    page = models.PositiveIntegerField(unique=True)
    on = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.page} ({self.on})"
