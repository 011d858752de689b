"""Editions: what the public was shown, since when, by whom and why."""

from django.conf import settings
from django.db import models

from . import snapshot


class EditionManager(models.Manager):
    def make(self, note: str, by=None) -> "Edition":
        """A new edition of the working copy; the newest one if nothing changed since."""
        text = snapshot.take()
        digest = snapshot.digest(text)
        newest = self.first()
        if newest and newest.digest == digest:
            return newest
        return self.create(note=note, created_by=by, snapshot=text, digest=digest)


class Edition(models.Model):
    """Everything the site says, as it stood when someone published it."""

    number = models.AutoField("nummer", primary_key=True)
    created_on = models.DateTimeField("gemaakt op", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="gemaakt door",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Leeg als een opdracht op de server haar maakte.",
    )
    note = models.CharField(
        "waarom",
        max_length=200,
        help_text="Wat er veranderd is en waarom, voor wie dit later terugleest.",
    )
    snapshot = models.TextField("inhoud", editable=False)
    digest = models.CharField(
        "vingerafdruk",
        max_length=64,
        editable=False,
        help_text="Twee edities met dezelfde vingerafdruk zeggen precies hetzelfde.",
    )

    objects = EditionManager()

    class Meta:
        ordering = ["-number"]
        verbose_name = "editie"
        verbose_name_plural = "edities"

    def __str__(self):
        return f"editie {self.number}: {self.note}"
