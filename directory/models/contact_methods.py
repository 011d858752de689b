"""One way to reach an organisation: its number or address, and all that is known of it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from directory.link_check import check_address
from directory.opening_hours import check_hours
from directory.phone_numbers import check_abroad, check_number
from directory.spoken_languages import check_languages
from editorial.ages import HALF_A_YEAR
from editorial.models import Entry, Source
from editorial.tokens import Target
from staff.edition_policy import EditionPolicy


class ContactMethod(Entry):
    """One way to reach an organisation, with its own hours, cost and reach.

    read_in_source_on: the date of the copy in which the number was read; of a copy
        without a date, the day of reading, which says nothing about the number
    confirmed_in, confirmed_on: a second source that says the same, and its date
    phoned_on: the day a person called it and found it right
    broken_on: the day somebody found that it does not work; from then on it is offered
        nowhere, and its fallback is named in its place
    hours_known: how far the source goes; only what it states, and was read or phoned
        within half a year, is said without "usually"
    is_overdue, hours_lapsed: set before an edition is made and by the nightly
        `mark_overdue`, so that a build does not depend on the day on which it is made
    """

    edition_policy = EditionPolicy(second_person=True, stays_current=True)
    token_target = Target.WAY
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

    class Known(models.TextChoices):
        YES = "yes", "ja"
        NO = "no", "nee"
        UNKNOWN = "unknown", "niet bekend"

    class HoursKnown(models.TextChoices):
        USUALLY = "usually", "meestal zo, of niet zeker"
        STATED = "stated", "staat zo in de bron"
        LAW = "law", "ligt vast: het noodnummer"

    class Confidence(models.TextChoices):
        HIGH = "high", "hoog: officieel en recent, of meer bronnen"
        MEDIUM_OFFICIAL = "medium-official", "redelijk: officieel, maar ouder"
        MEDIUM_QUOTED = "medium-quoted", "redelijk: officieel, door anderen aangehaald"
        MEDIUM_OTHER = "medium-other", "redelijk: van anderen"
        LOW = "low", "laag"

    organisation = models.ForeignKey(
        "directory.Organisation",
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
    url = models.CharField(
        "adres",
        max_length=200,
        blank=True,
        help_text="Een webadres, of bij e-mail het e-mailadres.",
    )
    hours = models.CharField(
        "openingstijden",
        max_length=60,
        blank=True,
        validators=[check_hours],
        help_text="24/7 of bijvoorbeeld Mo-Fr 09:00-17:00; PH off (Nederlandse tijd; PH off: niet op feestdagen). Leeg: niet bekend.",
    )
    hours_known = models.CharField(
        "hoe zeker zijn de tijden?",
        max_length=10,
        choices=HoursKnown,
        default=HoursKnown.USUALLY,
    )
    hours_lapsed = models.BooleanField(
        "tijden te lang geleden gelezen", default=False, editable=False
    )
    cost = models.CharField("kosten", max_length=10, choices=Cost, default=Cost.UNKNOWN)
    anonymous = models.CharField(
        "zonder naam?", max_length=10, choices=Anonymous, default=Anonymous.UNKNOWN
    )
    languages = models.CharField(
        "talen",
        max_length=60,
        blank=True,
        validators=[check_languages],
        help_text="Codes met een spatie ertussen, bijvoorbeeld: nl en. Leeg: niet bekend.",
    )
    for_deaf = models.CharField(
        "ook voor wie doof is?", max_length=10, choices=Known, default=Known.UNKNOWN
    )
    on_bill = models.CharField(
        "te zien op de rekening?", max_length=10, choices=Known, default=Known.UNKNOWN
    )
    confidence = models.CharField("zekerheid", max_length=20, choices=Confidence)
    source = models.ForeignKey(
        Source, verbose_name="bron", on_delete=models.PROTECT, related_name="+"
    )
    read_in_source_on = models.DateField("gelezen in de bron op")
    confirmed_in = models.ForeignKey(
        Source,
        verbose_name="bevestigd in",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Een tweede bron die hetzelfde zegt, met een datum.",
    )
    confirmed_on = models.DateField("datum daarvan", null=True, blank=True)
    phoned_on = models.DateField("gebeld op", null=True, blank=True)
    phoned_by = models.CharField("gebeld door", max_length=100, blank=True)
    due_on = models.DateField(
        "weer nakijken vóór",
        null=True,
        blank=True,
        help_text="Leeg: een half jaar nadat het gelezen of gebeld is. Heeft de bron geen datum, dan nu.",
    )
    fallback = models.ForeignKey(
        "directory.Organisation",
        verbose_name="vervanger",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Wie genoemd wordt als dit niet meer werkt.",
    )
    broken_on = models.DateField("werkt niet sinds", null=True, blank=True)
    is_overdue = models.BooleanField("te laat nagekeken", default=False, editable=False)
    note = models.TextField(
        "opmerking",
        null=True,
        blank=True,
        help_text="Wat je eerst moet weten. Staat vóór de link; bij een telefoonnummer eronder.",
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
        else:
            check_address(self.kind, self.url)
        check_abroad(self.number_abroad)
        if bool(self.phoned_on) != bool(self.phoned_by):
            raise ValidationError("Vul bij gebeld allebei in: de dag, en wie er belde.")

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
    def checked_on(self) -> date | None:
        """The last day on which it is known to have been right: that of a source, or of
        a call. None where there is no such day: a copy without a date may be years old."""
        read_on = self.read_in_source_on if self.source.dated else None
        days = filter(None, (read_on, self.confirmed_on, self.phoned_on))
        return max(days, default=None)

    @property
    def due(self) -> date:
        """The day before which somebody must look at it again: at once, where only a
        source without a date says it."""
        if self.checked_on is None:
            return self.read_in_source_on
        return self.due_on or self.checked_on + HALF_A_YEAR

    @property
    def hours_lapse_on(self) -> date | None:
        """Until when its hours may be stated; None where no day is known on which they
        were true."""
        return self.checked_on and self.checked_on + HALF_A_YEAR

    @property
    def hours_are_sure(self) -> bool:
        if self.hours_known == self.HoursKnown.STATED:
            return not self.hours_lapsed
        return self.hours_known == self.HoursKnown.LAW

    def mark(self, today: date) -> bool:
        """Set what depends on the day; whether that changed anything."""
        before = self.is_overdue, self.hours_lapsed
        is_law = self.hours_known == self.HoursKnown.LAW
        self.is_overdue = self.due < today and not is_law
        self.hours_lapsed = not self.hours_lapse_on or self.hours_lapse_on < today
        return before != (self.is_overdue, self.hours_lapsed)

    def works_at(self, place: str) -> bool:
        """Whether a reader at `place` can use it, as far as is known."""
        return not self.broken_on and self.reaches(place)

    def reaches(self, place: str) -> bool:
        """Whether it is meant for a reader at `place`, broken or not."""
        is_number = self.kind in (self.Kind.PHONE, self.Kind.WHATSAPP)
        return not is_number or bool(self.number_for(place))

    def number_for(self, place: str) -> str:
        """The number a reader at `place` should dial; "" where there is none."""
        if place == "abroad":
            return self.number_abroad
        return self.number_nl or self.number_abroad
