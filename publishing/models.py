"""Editions: what the public was shown, since when, by whom and why; and proposals for one."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from publishing.database import CompressedTextField
from publishing.editions import snapshot
from publishing.editions.changes import Change


def person(name: str, **options: Any) -> models.ForeignKey:
    """Who did something. Stays readable as "nobody" when the account is gone."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=name,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        **options,
    )


class EditionManager(models.Manager["Edition"]):
    def make(self, note: str, by: User | None = None) -> "Edition":
        """A new edition of the working copy; the newest one if nothing changed since."""
        edition = self.draft(snapshot.take(), note, by=by)
        edition.save()
        return edition

    def draft(self, text: str, note: str, by: User | None = None) -> "Edition":
        """An edition of a snapshot, not saved: `live.show` does so when it is shown.

        The newest one if that says the same.
        """
        digest = snapshot.digest(text)
        newest = self.first()
        if newest and newest.digest == digest:
            return newest
        return self.model(note=note[:200], created_by=by, snapshot=text, digest=digest)


class Edition(models.Model):
    """Everything the site says, as it stood when someone published it."""

    number = models.AutoField("nummer", primary_key=True)
    created_on = models.DateTimeField("gemaakt op", auto_now_add=True)
    created_by = person(
        "gemaakt door", help_text="Leeg als een opdracht op de server haar maakte."
    )
    note = models.CharField(
        "waarom",
        max_length=200,
        help_text="Wat er veranderd is en waarom, voor wie dit later terugleest.",
    )
    snapshot = CompressedTextField("inhoud")
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
        permissions = [  # for groups; see docs/operating.md, "Who may do what"
            ("publish_edition", "Mag publiceren, plannen en terugzetten"),
            ("confirm_edition", "Mag als tweede persoon meelezen"),
            ("sign_edition", "Mag tekenen voor wat niet nagekeken is"),
        ]

    def __str__(self) -> str:
        return f"editie {self.number}: {self.note}"


class Showing(models.Model):
    """From when on visitors saw an edition, and the build in which they saw it."""

    edition = models.ForeignKey(
        Edition,
        verbose_name="editie",
        on_delete=models.CASCADE,
        related_name="showings",
    )
    build = models.CharField(max_length=20)
    since = models.DateTimeField("online sinds", default=timezone.now)

    class Meta:
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return f"{self.edition_id} ({self.since})"


class Proposal(models.Model):
    """Changes somebody chose to put online. It holds them: later saves change nothing here.

    changes: as `changes.Change`, one dict a record; digest: of exactly these
    restores: the edition it goes back to, if that is what it does
    signed: language -> who signed that its unchecked texts of high risk go online
    emergency: why it went online without a second person; reviewed: who looked afterwards
    failure: why the server could not carry it out at `publish_at`
    """

    created_on = models.DateTimeField("gemaakt op", auto_now_add=True)
    created_by = person("gemaakt door")
    note = models.CharField(
        "waarom",
        max_length=200,
        help_text="Wat er verandert en waarom, voor wie dit later terugleest.",
    )
    changes = models.JSONField(editable=False)
    digest = models.CharField("vingerafdruk", max_length=64, editable=False)
    restores = models.ForeignKey(
        Edition,
        verbose_name="terug naar",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    confirmed_by = person("meegelezen door")
    confirmed_on = models.DateTimeField("meegelezen op", null=True, blank=True)
    signed = models.JSONField(default=dict, editable=False)
    emergency = models.CharField("spoed", max_length=200, blank=True)
    reviewed_by = person("achteraf nagekeken door")
    reviewed_on = models.DateTimeField("achteraf nagekeken op", null=True, blank=True)
    publish_at = models.DateTimeField("online zetten op", null=True, blank=True)
    failure = models.TextField("ging mis", blank=True, editable=False)
    withdrawn_by = person("ingetrokken door")
    withdrawn_on = models.DateTimeField("ingetrokken op", null=True, blank=True)
    edition = models.OneToOneField(
        Edition,
        verbose_name="editie",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="proposal",
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"

    def __str__(self) -> str:
        return f"voorstel {self.pk}: {self.note}"

    @property
    def all_changes(self) -> list[Change]:
        return [Change(**change) for change in self.changes]

    @property
    def is_open(self) -> bool:
        return self.edition_id is None and self.withdrawn_on is None

    @property
    def awaits_review(self) -> bool:
        """Whether it went online unseen by a second person, and still nobody looked."""
        return bool(self.edition_id and self.emergency and not self.reviewed_on)
