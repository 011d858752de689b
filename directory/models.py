"""Whom one can call, and from where that works.

A number stands in one record and nowhere else; texts refer to it with a token.
"""

from django.core.exceptions import ValidationError
from django.db import models

from editorial.models import Entry, Source

from .hours import check_hours
from .numbers import check_number


class Organisation(Entry):
    WORDS = ("name", "what", "know")
    REQUIRED = ("name", "what")

    name = models.CharField("naam", max_length=100, null=True, blank=True)
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
        for method in self.methods.all():
            if method.kind == ContactMethod.Kind.PHONE and method.number_for(place):
                return method
        return None


class ContactMethod(Entry):
    """One way to reach an organisation, with its own hours, cost and reach.

    read_in_source_on: the date of the copy in which the number was read; of a copy
        without a date, the day of reading
    phoned_on: the day a person called it and found it right
    """

    WORDS = ("note",)

    class Kind(models.TextChoices):
        PHONE = "phone", "telefoon"
        WHATSAPP = "whatsapp", "WhatsApp"
        CHAT = "chat", "chat"
        APP = "app", "app"
        EMAIL = "email", "e-mail"
        WEB = "web", "website"

    class Cost(models.TextChoices):
        FREE = "free", "gratis"
        NORMAL = "normal", "gewoon tarief"
        UNKNOWN = "unknown", "niet bekend"

    class Anonymous(models.TextChoices):
        YES = "yes", "zonder naam"
        ASK = "ask", "kan zonder naam, als je dat zegt"
        NO = "no", "niet zonder naam"
        UNKNOWN = "unknown", "niet bekend"

    class Confidence(models.TextChoices):
        HIGH = "high", "hoog: officieel en recent, of meer bronnen"
        MEDIUM_OFFICIAL = "medium-official", "redelijk: officieel, maar ouder"
        MEDIUM_OTHER = "medium-other", "redelijk: van anderen"
        LOW = "low", "laag"

    organisation = models.ForeignKey(
        Organisation,
        verbose_name="organisatie",
        on_delete=models.CASCADE,
        related_name="methods",
    )
    kind = models.CharField("soort", max_length=10, choices=Kind)
    number_nl = models.CharField(
        "nummer in Nederland",
        max_length=30,
        blank=True,
        validators=[check_number],
        help_text="Zoals je het in Nederland draait.",
    )
    number_abroad = models.CharField(
        "nummer vanuit het buitenland",
        max_length=30,
        blank=True,
        validators=[check_number],
        help_text="Begint met +. Alleen als het nagekeken is; anders leeg.",
    )
    url = models.URLField("adres", blank=True)
    hours = models.CharField(
        "openingstijden",
        max_length=60,
        blank=True,
        validators=[check_hours],
        help_text="24/7 of bijvoorbeeld Mo-Fr 09:00-17:00 (Nederlandse tijd). Leeg: niet bekend.",
    )
    cost = models.CharField("kosten", max_length=10, choices=Cost, default=Cost.UNKNOWN)
    anonymous = models.CharField(
        "zonder naam?", max_length=10, choices=Anonymous, default=Anonymous.UNKNOWN
    )
    confidence = models.CharField("zekerheid", max_length=20, choices=Confidence)
    source = models.ForeignKey(
        Source, verbose_name="bron", on_delete=models.PROTECT, related_name="+"
    )
    read_in_source_on = models.DateField("gelezen in de bron op")
    phoned_on = models.DateField("gebeld op", null=True, blank=True)
    phoned_by = models.CharField("gebeld door", max_length=100, blank=True)
    note = models.TextField(
        "opmerking",
        null=True,
        blank=True,
        help_text="Staat vóór de link: wat je eerst moet weten.",
    )

    class Meta(Entry.Meta):
        verbose_name = "manier van contact"
        verbose_name_plural = "manieren van contact"

    def __str__(self):
        return f"{self.organisation}: {self.get_kind_display()}"

    def clean(self):
        if self.kind in (self.Kind.PHONE, self.Kind.WHATSAPP):
            if not (self.number_nl or self.number_abroad):
                raise ValidationError({"number_nl": "Vul een nummer in."})
        elif not self.url:
            raise ValidationError({"url": "Vul een adres in."})
        abroad = self.number_abroad
        if abroad and not abroad.startswith("+") and abroad != "112":
            raise ValidationError(
                {"number_abroad": "Begint met +, of is het Europese 112."}
            )

    @property
    def is_dialable(self) -> bool:
        """Whether a number may be offered as a link to call.

        Only what an official source says, or what a person has phoned, is: a
        number that is wrong can cost somebody the one chance she had.
        """
        return bool(
            self.phoned_on
            or self.confidence
            in (self.Confidence.HIGH, self.Confidence.MEDIUM_OFFICIAL)
        )

    @property
    def works_abroad(self) -> bool:
        """Whether someone outside the Netherlands can use it, as far as is known."""
        return bool(self.number_abroad or self.url)

    def number_for(self, place: str) -> str:
        """The number a reader at `place` should dial; "" where there is none."""
        if place == "abroad":
            return self.number_abroad
        return self.number_nl or self.number_abroad
