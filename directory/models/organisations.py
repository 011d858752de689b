"""Whom one can call, and from where that works.

A number stands in one record and nowhere else; texts refer to it with a token.
"""

from django.db import models

from directory.topics import check_audiences, check_topics
from editorial.models import Entry
from editorial.tokens import Target
from staff.edition_policy import EditionPolicy

from .contact_methods import ContactMethod
from .countries import Country, LocalNumber, Post

__all__ = ["ContactMethod", "Country", "LocalNumber", "Organisation", "Post"]

BEST = (ContactMethod.Kind.PHONE, ContactMethod.Kind.CHAT, ContactMethod.Kind.WEB)


class Organisation(Entry):
    edition_policy = EditionPolicy(second_person=True, stays_current=True)
    token_target = Target.ORGANISATION
    WORDS = ("name", "short", "what", "know")
    REQUIRED = ("name", "what")

    topics = models.CharField(
        "waarover",
        max_length=80,
        blank=True,
        validators=[check_topics],
        help_text="Voor de lijst voor professionals: danger advice abroad shelter residence talk.",
    )
    audiences = models.CharField(
        "voor wie",
        max_length=40,
        blank=True,
        validators=[check_audiences],
        help_text="self (wie het meemaakt) bystander work (professionals).",
    )
    name = models.CharField("naam", max_length=100, null=True, blank=True)
    short = models.CharField(
        "naam in een zin",
        max_length=60,
        null=True,
        blank=True,
        help_text="Met het lidwoord, als dat erbij hoort: “het LKHA”. Leeg: de naam zelf.",
    )
    what = models.TextField("wat doen ze, voor wie", null=True, blank=True)
    know = models.TextField(
        "wat moet je vooraf weten",
        null=True,
        blank=True,
        help_text="Wat zij doen met wat je vertelt.",
    )

    class Meta(Entry.Meta):
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"

    def best_phone(self, place: str) -> "ContactMethod | None":
        """The phone to offer a reader at `place` ("nl", "abroad", "anywhere")."""
        for method in self.ways(place):
            if method.kind == ContactMethod.Kind.PHONE:
                return method
        return None

    def best_way(self, place: str) -> "ContactMethod | None":
        """The way to name in another's place. Never WhatsApp: words must go before it."""
        ways = self.ways(place)
        for kind in BEST:
            for method in ways:
                if method.kind == kind and method.is_dialable:
                    return method
        return None

    def broken(self, kind: str, place: str) -> "ContactMethod | None":
        """The way of this kind that a reader at `place` could use, if it were not broken."""
        for method in self.methods.all():
            if method.kind == kind and method.broken_on and method.reaches(place):
                return method
        return None

    def ways(self, place: str) -> "list[ContactMethod]":
        """Every way that works for a reader at `place`; what was checked in time first."""
        works = [method for method in self.methods.all() if method.works_at(place)]
        return sorted(works, key=lambda method: method.is_overdue)
