"""What the tokens in a page's texts stand for, for one reader: her language, her place."""

from contextlib import contextmanager
from functools import cached_property

from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from content.pages.country_pages import shared_sections
from directory.models import ContactMethod, Organisation
from directory.opening_hours import ALWAYS, in_words
from directory.phone_numbers import tel, whatsapp
from editorial.models import Words
from editorial.tokens import Token
from languages.offered import LANGUAGES

from .models import Page, Place, Section

# Below every page: the way back to the first page, then what one may need anywhere.
FRAME_PAGES = (
    "home",
    "help",
    "phone",
    "about",
    "contact",
    "sources",
    "privacy",
    "accessibility",
)


class Records:
    """All organisations and pages by key, as they are now; three queries."""

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        everyone = Organisation.objects.prefetch_related("methods__source")
        return {organisation.key: organisation for organisation in everyone}

    @cached_property
    def pages(self) -> dict[str, Page]:
        return {page.key: page for page in Page.objects.all()}


_unchanging: Records | None = None


@contextmanager
def unchanging():
    """Read the records once, for whoever renders many pages and knows that nothing changes.

    They are read at once, not at first use: `publishing/build/dependencies.py` notes what is asked here
    as asked by every page.
    """
    global _unchanging
    _unchanging = Records()
    _unchanging.organisations, _unchanging.pages  # noqa: B018
    try:
        yield
    finally:
        _unchanging = None


class Facts:
    """What tokens and links stand for.

    language: the reader's; links lead to pages in it
    """

    def __init__(self, language: str, place: str = Place.ANYWHERE):
        self.language = language
        self.place = place
        self._records = _unchanging or Records()

    @property
    def organisations(self) -> dict[str, Organisation]:
        return self._records.organisations

    @property
    def pages(self) -> dict[str, Page]:
        return self._records.pages

    @cached_property
    def country_page(self) -> Page | None:
        """The page that every country's page is made after."""
        pages = Page.objects.select_related("next_page")
        return pages.filter(layout=Page.Layout.COUNTRY).first()

    @cached_property
    def country_sections(self) -> dict[str, Section]:
        """Sections that every country's page shows, by the second half of their key."""
        return shared_sections()

    @property
    def offered(self) -> list[Page]:
        """Pages that lists may lead to: without those that are retired."""
        return [page for page in self.pages.values() if not page.retired_on]

    @property
    def doors(self) -> list[Page]:
        """Pages the home page lists, in their order."""
        doors = (page for page in self.offered if page.door is not None)
        return sorted(doors, key=lambda page: page.door)

    @property
    def frame_pages(self) -> list[Page]:
        """Pages every footer leads to."""
        return [self.pages[key] for key in FRAME_PAGES if key in self.pages]

    def render(self, token: Token, within: str) -> SafeString:
        """HTML for a token among words in the language `within`.

        One that points at nothing leaves no hole in the words: the proofreading
        rules keep it out, and here it shows only its key.
        """
        with translation.override(within):
            return self._render(token, within)

    def _render(self, token: Token, within: str) -> SafeString:
        if token.kind == "page":
            page = self.pages.get(token.key)
            if page and page.retired_on:  # the words lead straight to where it leads
                page = next(
                    other
                    for other in self.pages.values()
                    if other.pk == page.next_page_id
                )
            return self._page(page, within) if page else escape(token.key)
        organisation = self.organisations.get(token.key)
        if organisation is None:
            return escape(token.key)
        name = self.short(organisation)
        if token.kind == "name":
            return name
        if token.kind == "contact":
            return self._phone(organisation, name)
        for method in organisation.ways(self.place):
            if method.kind == token.kind:
                return self._way(method, name, within)
        if broken := organisation.broken(token.kind, self.place):
            what = called(broken.kind, name)
            return format_html("{} ({})", what, self.instead(broken))
        return name

    def _way(self, method: ContactMethod, name: SafeString, within: str) -> SafeString:
        """A link, and with a chat when it is open: one that is closed answers nobody."""
        way = link(method, self.place, name)
        if method.kind != ContactMethod.Kind.CHAT:
            return way
        hours = hours_in_brief(method, within) or gettext("hours not known")
        return format_html("{} ({})", way, hours)

    def _page(self, page: Page, within: str) -> SafeString:
        heading = marked(page.read("heading", within), within)
        path = page.path(self.language)
        if page.is_plain_link:
            return format_html('<a href="{}" data-plain>{}</a>', path, heading)
        return format_html('<a href="{}">{}</a>', path, heading)

    def name(self, organisation: Organisation) -> SafeString:
        """In the language that is active now, marked where it is another."""
        within = translation.get_language()
        return marked(organisation.read("name", within), within)

    def short(self, organisation: Organisation) -> SafeString:
        """Its name as it stands in a sentence, in the language that is active now."""
        within = translation.get_language()
        short = organisation.words(within)["short"]
        return format_html("{}", short) if short else self.name(organisation)

    def fallback_of(self, broken: ContactMethod) -> Organisation | None:
        """The organisation named while this way does not work: another, or the same by another way."""
        everyone = self.organisations.values()
        return next(
            (other for other in everyone if other.pk == broken.fallback_id), None
        )

    def instead(self, broken: ContactMethod) -> SafeString:
        """That it does not work now, and what does: "...; instead Fier 088 ..."."""
        other = self.fallback_of(broken)
        method = other and other.best_way(self.place)
        if method is None:
            return format_html("{}", gettext("does not work now"))
        name = "" if other.pk == broken.organisation_id else self.short(other)
        is_phone = method.kind == ContactMethod.Kind.PHONE
        way = self._number(method, name) if is_phone else link(method, self.place, name)
        return format_html("{} {}", gettext("does not work now; instead"), way)

    def _phone(self, organisation: Organisation, name: SafeString) -> SafeString:
        method = organisation.best_phone(self.place)
        phone = ContactMethod.Kind.PHONE
        if method is None and (broken := organisation.broken(phone, self.place)):
            return format_html("{} ({})", name, self.instead(broken))
        if method is None:
            return format_html("{} ({})", name, gettext("cannot be called from abroad"))
        return self._number(method, name)

    def _number(self, method: ContactMethod, name: str = "") -> SafeString:
        number = link(method, self.place)
        if name:
            number = format_html("{} {}", name, number)
        if self.place == Place.ANYWHERE and not method.number_abroad:
            return format_html("{} ({})", number, gettext("in the Netherlands only"))
        return number


def link(method: ContactMethod, place: str, name: str = "") -> SafeString:
    """A way to make contact, as a link where it may be one.

    name: of whom, where the words around it do not say so
    A number that no official source and no phone call confirms is shown as text.
    """
    if method.kind == ContactMethod.Kind.PHONE:
        number = method.number_for(place)
        shown = format_html('<bdi dir="ltr" translate="no">{}</bdi>', number)
        if not method.is_dialable:
            return shown
        return format_html('<a href="{}">{}</a>', tel(number), shown)
    if method.kind == ContactMethod.Kind.WHATSAPP:
        number = method.number_for(place)
        shown = format_html('WhatsApp <bdi dir="ltr" translate="no">{}</bdi>', number)
        if not method.is_dialable:
            return shown
        return format_html('<a href="{}" rel="{}">{}</a>', whatsapp(number), OUT, shown)
    if method.kind == ContactMethod.Kind.EMAIL:
        return format_html('<a href="mailto:{0}">{0}</a>', method.url)
    if not method.url:  # an app, which one finds by its name
        return called(method.kind, name)
    return format_html(
        '<a href="{}" rel="{}">{}</a>', method.url, OUT, called(method.kind, name)
    )


def hours_in_brief(method: ContactMethod, language: str) -> str:
    """When it is open, no more surely than is known; "" where nothing is."""
    hours = in_words(method.hours, language)
    if not hours or method.hours_are_sure:
        return hours
    if method.hours != ALWAYS:
        return gettext("usually %(hours)s") % {"hours": hours}
    if method.checked_on is None:
        return ""
    # nobody is open day and night "usually"
    return gettext("day and night in %(year)s") % {"year": method.checked_on.year}


def called(kind: str, name: str = "") -> SafeString:
    """A way of contact in words: "chat with Fier", or "Chat" where nobody is named."""
    alone, named = {
        ContactMethod.Kind.PHONE: (gettext("Phone"), "%s"),
        ContactMethod.Kind.WHATSAPP: ("WhatsApp", "WhatsApp: %s"),
        ContactMethod.Kind.EMAIL: (gettext("E-mail"), "%s"),
        ContactMethod.Kind.CHAT: (gettext("Chat"), gettext("chat with %s")),
        ContactMethod.Kind.APP: (gettext("App"), gettext("app of %s")),
        ContactMethod.Kind.WEB: (gettext("Website"), gettext("website of %s")),
    }[ContactMethod.Kind(kind)]
    before, _, after = named.partition("%s") if name else (alone, "", "")
    return format_html("{}{}{}", before, name, after)


OUT = "nofollow noreferrer"  # another site, with traces of its own


def marked(words: Words, language: str) -> SafeString:
    """Words, marked with their language where it is not the page's."""
    if words.language == language:
        return format_html("{}", words.text)
    direction = LANGUAGES[words.language].direction
    return format_html(
        '<span lang="{}" dir="{}">{}</span>', words.language, direction, words.text
    )
