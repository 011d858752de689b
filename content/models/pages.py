"""What we tell people: pages, their sections, and lists of signals."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from content.drawings import check_drawing
from content.seasons import Season, check_day, in_order
from directory.models import Organisation
from editorial.ages import HALF_A_YEAR
from editorial.models import Entry
from editorial.tokens import Target
from languages.offered import SOURCE, django_languages
from staff.edition_policy import EditionPolicy


class Wing(models.TextChoices):
    QUIET = "quiet", "stille vleugel (voor wie het zelf meemaakt)"
    OPEN = "open", "open vleugel (voor wie het voor het werk zoekt)"


class Place(models.TextChoices):
    """Where the reader of a page is: decides which numbers are offered."""

    NL = "nl", "in Nederland"
    ABROAD = "abroad", "in het buitenland"
    ANYWHERE = "anywhere", "weten we niet"


class PageQuerySet(models.QuerySet):
    def whole(self):
        """With everything a page shows, in a fixed number of queries."""
        return self.select_related(
            "next_page", "contact", "sign_video"
        ).prefetch_related(
            "sections__contacts__methods",
            "sections__signal_lists__signals",
            "sections__sources",
            "contact__methods",
        )


class Page(Entry):
    """A page of the site. Its address is a number (quiet) or a Dutch slug (open)."""

    edition_policy = EditionPolicy(second_person=False)
    token_target = Target.PAGE
    WORDS = ("title", "heading", "statement", "lead", "description")
    REQUIRED = ("heading", "title")

    class Layout(models.TextChoices):
        PAGE = "page", "gewone pagina"
        HOME = "home", "voorpagina"
        SOURCES = "sources", "lijst van bronnen"
        DIRECTORY = "directory", "lijst van contacten"
        COUNTRIES = "countries", "lijst van landen"
        COUNTRY = "country", "land dat niet in de lijst staat"
        CLEARED = "cleared", "leegmaken wat van ons is"
        SHEET = "sheet", "vel om te printen en op te schrijven"
        EASY = "easy", "makkelijk lezen, met tekeningen"
        INDEX = "index", "woorden van A tot Z"
        FIGURES = "figures", "cijfers, als tabellen"
        MATERIALS = "materials", "posters, kaartjes en teksten om te delen"
        POSTER = "poster", "poster om te printen"
        CUTOUTS = "cutouts", "kaartjes om uit te knippen"
        SEARCH = "search", "zoeken, en alle pagina's van A tot Z"
        CALENDAR = "calendar", "kalender van de schoolvakanties"
        BROCHURE = "brochure", "brochure om te printen"
        BROCHURES = "brochures", "brochures, en zelf een maken"

    class Frame(models.TextChoices):
        """What stands around a page. A parent may be the person a reader fears."""

        WHOLE = "whole", "alles"
        PARENTS = "parents", "voor ouders: zonder weg naar de deuren"
        CHILD = "child", "voor kinderen: zonder weg naar andere pagina's"

    wing = models.CharField("vleugel", max_length=10, choices=Wing, default=Wing.QUIET)
    number = models.PositiveSmallIntegerField(
        "nummer",
        null=True,
        blank=True,
        unique=True,
        help_text="Adres in de stille vleugel. Wordt nooit opnieuw gebruikt.",
    )
    slug = models.SlugField("adres", null=True, blank=True, unique=True)
    layout = models.CharField(
        "soort", max_length=10, choices=Layout, default=Layout.PAGE
    )
    frame = models.CharField(
        "wat er omheen staat", max_length=10, choices=Frame, default=Frame.WHOLE
    )
    place = models.CharField(
        "waar is de lezer?", max_length=10, choices=Place, default=Place.ANYWHERE
    )
    door = models.PositiveSmallIntegerField(
        "plaats op de voorpagina",
        null=True,
        blank=True,
        help_text="Leeg: deze pagina staat niet op de voorpagina.",
    )
    next_page = models.ForeignKey(
        "self",
        verbose_name="volgende stap",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="hoort onder",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        limit_choices_to={"wing": Wing.OPEN},
        related_name="+",
        help_text="Alleen in de open vleugel. De weg bovenaan de pagina en “Lees ook” komen hiervandaan.",
    )
    contact = models.ForeignKey(
        Organisation,
        verbose_name="nummer onderaan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    retired_on = models.DateField(
        "gestopt op",
        null=True,
        blank=True,
        help_text="Het adres blijft: iemand kan het hebben opgeschreven. Het zegt dat de pagina er niet meer is, en leidt naar de volgende stap.",
    )
    high_risk = models.BooleanField(
        "hoog risico",
        default=False,
        help_text="Een vertaling mag pas online als een moedertaalspreker haar naliep, of een publicist ervoor tekent.",
    )

    title = models.CharField(
        "titel in de browser",
        max_length=60,
        null=True,
        blank=True,
        help_text="Blijft in de geschiedenis van de telefoon staan. Kort, waar en nietszeggend.",
    )
    heading = models.CharField("kop", max_length=120, null=True, blank=True)
    statement = models.CharField(
        "zin op de voorpagina", max_length=120, null=True, blank=True
    )
    lead = models.TextField("inleiding", null=True, blank=True)
    description = models.CharField(
        "beschrijving voor zoekmachines", max_length=200, null=True, blank=True
    )

    objects = PageQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = "pagina"
        verbose_name_plural = "pagina's"

    def clean(self):
        """No page stands under itself, however many pages lie in between."""
        above, passed = self.parent, set()
        while above is not None and above.pk not in passed:
            if above.pk == self.pk is not None:
                message = "Deze pagina staat zelf al onder deze pagina."
                raise ValidationError({"parent": message})
            passed.add(above.pk)
            above = above.parent

    @property
    def is_quiet(self):
        return self.wing == Wing.QUIET

    @property
    def is_plain_link(self):
        """Whether even a quiet visit opens it as an ordinary page: the door for work."""
        return not self.is_quiet and self.door is not None

    @property
    def is_bare(self):
        """Whether no ways to other pages stand around it: where a parent reads, who may
        be the person somebody fears, and where a child does, who needs one thing."""
        return self.frame != self.Frame.WHOLE

    @property
    def is_for_paper(self) -> bool:
        """Whether it is made to be printed: a sheet, the plan, cards."""
        kinds = {section.kind for section in self.sections.all()}
        return self.layout == "sheet" or "card" in kinds or self.key == "plan"

    @property
    def extras(self) -> tuple[str, ...]:
        """The style it needs and most pages do not: keys of `inline.EXTRAS`."""
        kinds = {section.kind for section in self.sections.all()}
        layouts = {"countries", "country", "easy", "index", "sheet"}
        has = {
            "parts": self.layout in layouts
            or kinds & {"card", "easy", "sheet", "wallet"},
            "browsers": "browsers" in kinds,
            "open": not self.is_quiet,
        }
        return tuple(name for name, needed in has.items() if needed)

    @property
    def sections_now(self) -> list["Section"]:
        """Its sections in reading order; what has its season comes forward."""
        return in_order(list(self.sections.all()))

    def path(self, language: str) -> str:
        """The address of this page in `language`; the same in every language but its start."""
        if self.layout == self.Layout.HOME:
            return reverse("home", args=[language])
        if self.is_quiet:
            return reverse("quiet", args=[language, self.number])
        return reverse("open", args=[language, self.slug])


class SignVideo(models.Model):
    """A page's words in sign language: a plain link with its weight, never played here.

    megabytes, minutes: said beside the link, for anyone who pays for every megabyte
    """

    edition_policy = EditionPolicy(second_person=False, part_of="page")

    page = models.OneToOneField(
        Page, verbose_name="pagina", on_delete=models.CASCADE, related_name="sign_video"
    )
    url = models.URLField("adres van de video")
    megabytes = models.PositiveSmallIntegerField("megabytes")
    minutes = models.PositiveSmallIntegerField("minuten")

    class Meta:
        ordering = ["page"]
        verbose_name = "video in gebarentaal"
        verbose_name_plural = "video's in gebarentaal"

    def __str__(self):
        return f"{self.page}: {self.url}"


class SignalList(Entry):
    """Things one may notice, for one group. Never without its caveat."""

    edition_policy = EditionPolicy(second_person=False, part_of="section")
    WORDS = ("heading", "intro", "caveat")
    REQUIRED = WORDS

    heading = models.CharField("kop", max_length=120, null=True, blank=True)
    intro = models.TextField("inleiding", null=True, blank=True)
    caveat = models.TextField(
        "voorbehoud",
        null=True,
        blank=True,
        help_text="Staat altijd bij de lijst: dit kan ook iets anders betekenen.",
    )

    class Meta(Entry.Meta):
        verbose_name = "signalenlijst"
        verbose_name_plural = "signalenlijsten"


class Signal(Entry):
    edition_policy = EditionPolicy(second_person=False, part_of="signal_list")
    WORDS = REQUIRED = ("text",)

    signal_list = models.ForeignKey(
        SignalList,
        verbose_name="lijst",
        on_delete=models.CASCADE,
        related_name="signals",
    )
    text = models.TextField("tekst", null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = "signaal"
        verbose_name_plural = "signalen"


class BrowserSteps(Entry):
    """How to take this visit out of the history of one browser.

    key: what quiet_navigation's neighbour browser_steps.js knows the browser by
    version, tried_on: with which version somebody last did it; empty: never tried
    """

    edition_policy = EditionPolicy(second_person=True)
    WORDS = REQUIRED = ("name", "steps")

    name = models.CharField("browser", max_length=60, null=True, blank=True)
    steps = models.TextField("stappen", null=True, blank=True)
    version = models.CharField("geprobeerd met versie", max_length=40, blank=True)
    tried_on = models.DateField(
        "geprobeerd op",
        null=True,
        blank=True,
        help_text="Leeg: nog niet geprobeerd. Menu's veranderen; probeer het elk half jaar.",
    )

    class Meta(Entry.Meta):
        verbose_name = "stappen per browser"
        verbose_name_plural = "stappen per browser"

    @property
    def is_due(self):
        """Whether somebody must try these steps: never done, or half a year ago."""
        half_a_year_ago = timezone.localdate() - HALF_A_YEAR
        return self.tried_on is None or self.tried_on < half_a_year_ago


class Section(Entry):
    """A part of a page: words, and the contacts and signals that belong to them."""

    edition_policy = EditionPolicy(second_person=False, part_of="page")
    WORDS = ("heading", "body", "caution")
    REQUIRED = ("body",)

    class Kind(models.TextChoices):
        TEXT = "text", "tekst"
        STEPS = "steps", "stappen"
        CHOICE = "choice", "keuze (dicht, gaat open bij een tik)"
        WARNING = "warning", "waarschuwing"
        BROWSERS = "browsers", "stappen per browser, onder de tekst"
        REHEARSAL = "rehearsal", "oefenen met de uitgang: ons adres onder de tekst"
        CLEARING = "clearing", "knop die leegmaakt wat van ons is, onder de tekst"
        SHEET = "sheet", "vel: elk punt een regel om op te schrijven"
        WALLET = "wallet", "kaartje om uit te knippen, zo groot als een bankpas"
        CARD = "card", "zin om te laten zien, in meer talen tegelijk"
        EASY = "easy", "regel met een tekening"
        RESOURCES = "resources", "lesmateriaal van anderen, onder de tekst"
        POSTER = "poster", "staat op de poster of het kaartje zelf"
        KNOWN = "known", "antwoord, met de datum van zijn bron eronder"
        FILMS = "films", "films in gebarentaal, onder de tekst"
        INCLUDED = "included", "pagina's die in de brochure staan of kunnen"

    page = models.ForeignKey(
        Page, verbose_name="pagina", on_delete=models.CASCADE, related_name="sections"
    )
    kind = models.CharField("soort", max_length=10, choices=Kind, default=Kind.TEXT)
    drawing = models.CharField(
        "tekening",
        max_length=20,
        blank=True,
        validators=[check_drawing],
        help_text="Naam van een tekening, bijvoorbeeld phone. Alleen bij makkelijk lezen.",
    )
    say = models.SlugField(
        "naam van de zin",
        max_length=40,
        blank=True,
        help_text="Hoe de zin heet die iemand laat zien. Alleen bij een zin om te laten zien.",
    )
    season = models.CharField(
        "komt vooraan",
        max_length=20,
        blank=True,
        choices=Season,
        help_text="Volgt de schoolvakanties. Daarbuiten staat dit op zijn gewone plaats.",
    )
    season_from = models.CharField(
        "komt elk jaar vooraan vanaf",
        max_length=5,
        blank=True,
        validators=[check_day],
        help_text="Maand en dag, bijvoorbeeld 05-01. Met een schoolvakantie erboven geldt dit alleen voor een jaar waarvan wij de zomervakantie niet weten.",
    )
    season_until = models.CharField(
        "tot en met", max_length=5, blank=True, validators=[check_day]
    )
    contacts = models.ManyToManyField(
        "directory.Organisation", verbose_name="contacten", blank=True
    )
    signal_lists = models.ManyToManyField(
        SignalList, verbose_name="signalenlijsten", blank=True
    )
    heading = models.CharField("kop", max_length=120, null=True, blank=True)
    body = models.TextField("tekst", null=True, blank=True)
    caution = models.TextField(
        "let op",
        null=True,
        blank=True,
        help_text="Een waarschuwing die nooit los van deze tekst mag staan.",
    )

    class Meta(Entry.Meta):
        verbose_name = "stuk tekst"
        verbose_name_plural = "stukken tekst"

    def __str__(self):
        return self.words(SOURCE)["heading"] or self.key

    @property
    def is_quiet(self):
        return self.page_id is not None and self.page.is_quiet

    def clean(self):
        """A drawing belongs to easy reading, a sentence's name to a card: both need it.
        A season has two days."""
        for field, kind in (("drawing", self.Kind.EASY), ("say", self.Kind.CARD)):
            given = bool(getattr(self, field))
            if given != (self.kind == kind):
                wanted = f"Alleen “{kind.label}” heeft dit, en dan altijd."
                raise ValidationError({field: wanted})
        if bool(self.season_from) != bool(self.season_until):
            raise ValidationError(
                {"season_until": "Vul beide dagen in, of geen van beide."}
            )


class IndexWord(Entry):
    """A word in the list from A to Z, and the page it leads to.

    Each language has words of its own, in its own number: they are no translations.
    key: "<language>/<digest of the word>", see `key_of`
    """

    edition_policy = EditionPolicy(second_person=False)

    language = models.CharField("taal", max_length=10, choices=django_languages())
    word = models.CharField("woord", max_length=60)
    page = models.ForeignKey(
        Page,
        verbose_name="leidt naar",
        on_delete=models.CASCADE,
        related_name="index_words",
    )

    class Meta(Entry.Meta):
        verbose_name = "woord van A tot Z"
        verbose_name_plural = "woorden van A tot Z"
        constraints = [
            models.UniqueConstraint(
                "language",
                "word",
                name="index_word_once",
                violation_error_message="Dit woord staat al in de lijst.",
            )
        ]

    def __str__(self):
        return self.word

    @staticmethod
    def key_of(language: str, word: str) -> str:
        """What a word is called: keys know no Arabic, so by its digest."""
        return f"{language}/{hashlib.sha256(word.encode()).hexdigest()[:12]}"
