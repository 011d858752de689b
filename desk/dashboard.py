"""What waits on an editor's desk. Worked out when it is looked at, never stored."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator

from content.models import BrowserSteps
from desk.models import CheckedLink
from directory.link_check import Answer
from directory.models import ContactMethod, Country
from directory.upkeep import Overdue, overdue
from editorial.ages import HALF_A_YEAR
from editorial.models import Entry, Source
from editorial.states import State, state
from editorial.working_language import TRANSLATIONS, dutch_name
from publishing.editions import proposals
from publishing.editions.authors import changed_by
from publishing.editions.changes import Change
from publishing.editions.urgent import seen_now
from staff.roles import languages_of

from .text_search import with_a_form

TO_DO = [State.MISSING, State.OUTDATED, State.UNREVIEWED]


def due(today: date) -> list[Overdue]:
    """Everything somebody must look at again: contacts, countries, laws, browsers."""
    laws = [
        Overdue(
            source.read_on + HALF_A_YEAR,
            source.title,
            f"wet, gelezen op {source.read_on}",
            source,
        )
        for source in Source.objects.filter(kind=Source.Kind.LAW)
    ]
    steps = [
        Overdue(
            browser.tried_on + HALF_A_YEAR if browser.tried_on else today,
            str(browser),
            f"stappen geprobeerd op {browser.tried_on}"
            if browser.tried_on
            else "nooit geprobeerd",
            browser,
        )
        for browser in BrowserSteps.objects.all()
        if browser.is_due
    ]
    return sorted([*overdue(today), *(law for law in laws if law.due < today), *steps])


@dataclass
class Language:
    """How much of what is still to do in one language. counts: by state; lists: by model."""

    code: str
    counts: Counter = field(default_factory=Counter)
    lists: dict[type[Entry], Counter] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return dutch_name(self.code)

    @property
    def cells(self) -> list[int]:
        return [self.counts[option] for option in TO_DO]

    @property
    def rows(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """Per kind of thing its name, and per state how many and the list of them."""
        return [
            (
                model._meta.verbose_name_plural,
                [(counts[option], _list(model, self.code, option)) for option in TO_DO],
            )
            for model, counts in self.lists.items()
        ]


def languages(codes: list[str] = TRANSLATIONS) -> list[Language]:
    """Per language how many things are missing, outdated, unreviewed."""
    by_code = {code: Language(code) for code in codes}
    for model in apps.get_models():
        if not issubclass(model, Entry):
            continue
        for entry in model.objects.all():
            for code, language in by_code.items():
                option = state(entry, code)
                if option in TO_DO:
                    language.counts[option] += 1
                    language.lists.setdefault(model, Counter())[option] += 1
    return list(by_code.values())


def languages_for(user) -> list[str]:
    """The languages that a person's desk shows: a translator's own, else all."""
    if user.has_perm("content.change_page"):
        return TRANSLATIONS
    own = languages_of(user)
    return [code for code in TRANSLATIONS if code in own] or TRANSLATIONS


def broken_links() -> list[tuple[CheckedLink, list]]:
    """Addresses that did not answer well, and the things they stand in."""
    links = list(CheckedLink.objects.exclude(answer=Answer.GOOD).order_by("url"))
    urls = [link.url for link in links]
    things = [
        thing
        for model in (ContactMethod, Source, Country)
        for thing in model.objects.filter(url__in=urls)
    ]
    return [
        (link, [thing for thing in things if thing.url == link.url]) for link in links
    ]


@dataclass
class Unpublished:
    """A thing that reads otherwise than visitors see it.

    by: who changed it since it last read so, the last one first
    """

    name: str
    kind: str
    by: str
    url: str = ""


def unpublished() -> list[Unpublished] | None:
    """What changed since the edition that visitors see; None if there is none."""
    if seen_now() is None:
        return None
    return [
        _unpublished(change)
        for _, change in sorted(proposals.waiting().items())
        if change.fields != ["digests"]  # a mark, which no visitor sees
    ]


def _unpublished(change: Change) -> Unpublished:
    model, pk = apps.get_model(change.model), change.pk
    users = changed_by(change) or [None]  # a command need not leave a history
    people = get_user_model().objects.in_bulk(filter(None, users))
    by = [
        person.get_full_name() or person.get_username()
        for person in map(people.get, users)
        if person
    ]
    if None in users:
        by.append("de server")
    thing = model.objects.filter(pk=pk).first()
    name = str(thing) if thing else f"{model.history.filter(id=pk).first()} (weg)"
    return Unpublished(
        Truncator(name).words(10),
        model._meta.verbose_name,
        ", ".join(by),
        form_of(thing) if thing else "",
    )


def form_of(thing) -> str:
    """The form that mends it: its own, or that of its whole."""
    thing = with_a_form(thing)
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change"
    return reverse(name, args=[thing.pk])


def _list(model, code: str, option: State) -> str:
    from django.contrib import admin

    if not admin.site.is_registered(model):
        return ""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    return f"{reverse(name)}?taal={code}&stand={option}"


def readers() -> list:
    """Who gets the weekly letter: everybody who can do something about it."""
    users = get_user_model().objects.filter(is_active=True, is_staff=True)
    users = users.exclude(email="").filter(
        Q(is_superuser=True)
        | Q(groups__name__in=["Vertaler", "Redacteur", "Publicist"])
    )
    return list(users.distinct())
