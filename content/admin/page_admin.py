"""Pages, their sections and lists of signals, for someone who is no programmer."""

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html

from content.models import (
    BrowserSteps,
    IndexWord,
    Page,
    Section,
    Signal,
    SignalList,
    SignVideo,
)
from editorial.admin.entries import CarefulAdmin, EntryAdmin, PartInline, links_to
from editorial.admin.style_advice import advice_view
from editorial.pointers import pointing_at
from editorial.working_language import (
    chosen_language,
    dutch_name,
    how_far,
    in_language,
)
from languages.offered import SOURCE
from staff.admin.history import restore_url

from . import figure_admin  # noqa: F401  registers figures and lessons
from .forms import (
    IndexWordForm,
    PageForm,
    SectionForm,
    SignalForm,
    SignalListForm,
    next_number,
)
from .previews import may_share, over_budget, page_view, share_view, shown
from .section_order import may_order, order_view


class Previewed:
    """A form with a button that shows the whole page before it is saved."""

    def page_of(self, entry) -> Page:
        return entry

    def response_change(self, request, obj):
        language = chosen_language(request) or SOURCE
        if "_preview" not in request.POST:
            for code in dict.fromkeys([SOURCE, language]):
                if over := over_budget(self.page_of(obj).path(code)):
                    text = "De pagina is in het {} nu {} bytes te zwaar. Maak haar korter, of zet een stuk op een andere pagina."
                    name = dutch_name(code)
                    self.message_user(
                        request, text.format(name, over), messages.WARNING
                    )
            return super().response_change(request, obj)
        base = reverse("admin:content_page_preview", args=["x"])[:-1]
        response = shown(self.page_of(obj).path(language), base, unsaved=True)
        transaction.set_rollback(True)  # Django saves in a transaction; here for show
        return response

    def render_change_form(self, request, context, *args, **kwargs):
        if entry := context["original"]:
            page, code = self.page_of(entry), chosen_language(request) or SOURCE
            address = page.path(code).lstrip("/")
            context["preview_url"] = reverse(
                "admin:content_page_preview", args=[address]
            )
            if may_share(request.user):
                context["share_url"] = reverse(
                    "admin:content_page_share", args=[page.pk]
                )
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(Page)
class PageAdmin(Previewed, EntryAdmin):
    form = PageForm
    key_from = ("heading_nl",)
    fixed = ("key", "wing", "number", "slug")  # the address: someone may have kept it
    address = (
        "Adres",
        {
            "fields": ["key", "wing", "number", "slug"],
            "description": "Ligt vast zodra de pagina bewaard is: iemand kan het adres hebben opgeschreven.",
        },
    )
    facts = (
        (
            "Voor de lezer",
            {"fields": ["place", "door", "next_page", "parent", "contact", "frame"]},
        ),
        (
            "Voor de redactie",
            {"fields": ["high_risk", "position", "sources", "retired_on"]},
        ),
        address,
    )
    list_display = ("name", "address_shown", "wing_shown", "door", "risk")
    list_filter = ("wing", "high_risk", *EntryAdmin.list_filter)
    search_fields = ("sections__heading_nl", "sections__body_nl")

    @admin.display(description="adres", ordering="number")
    def address_shown(self, page):
        if page.layout == Page.Layout.HOME:
            return "/"
        return f"/{page.number if page.is_quiet else page.slug}/"

    @admin.display(description="vleugel", ordering="wing")
    def wing_shown(self, page):
        return "stil" if page.is_quiet else "open"

    @admin.display(description="hoog risico", ordering="high_risk")
    def risk(self, page):
        return "hoog" if page.high_risk else ""  # no cross: a low risk is no fault

    def parts(self, page):
        return [page, *page.sections.all()]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("sections")

    def get_changeform_initial_data(self, request):
        return {"number": next_number(), **super().get_changeform_initial_data(request)}

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("advies/", view(advice_view), name="content_page_advice"),
            path("bekijk/<path:address>", view(page_view), name="content_page_preview"),
            path("<int:pk>/volgorde/", view(order_view), name="content_page_order"),
            path("<int:pk>/laat-lezen/", view(share_view), name="content_page_share"),
            *super().get_urls(),
        ]

    def has_delete_permission(self, request, obj=None):
        """A page that is gone keeps its number: see seed/facts/numbers.toml."""
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "retired_on" in form.changed_data and obj.retired_on:
            before = obj.history.first().prev_record
            text = "Deze pagina gaat weg; haar adres leidt naar “{}”. Wat nog naar haar verwijst, staat hieronder op haar formulier. {}"
            back = before and format_html(
                '<a href="{}">Toch niet? Zet haar terug.</a>',
                restore_url(obj, before, Page._meta.get_field("retired_on")),
            )
            messages.warning(request, format_html(text, obj.next_page, back or ""))

    def render_change_form(self, request, context, *args, **kwargs):
        if page := context["original"]:
            context["pointers"] = links_to(pointing_at(page))
            context["door"] = page.door
            sections = list(page.sections.all())
            context["sections"] = [
                self._section(request, section) for section in sections
            ]
            context["next_position"] = max(
                (section.position for section in sections), default=-1
            )
            context["next_position"] += 1
            context["may_add"] = request.user.has_perm("content.add_section")
            if may_order(request.user):
                context["order_url"] = reverse(
                    "admin:content_page_order", args=[page.pk]
                ) + in_language(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def _section(self, request, section) -> dict:
        code = chosen_language(request)
        return {
            "pk": section.pk,
            "name": self.name(section),
            "kind": section.get_kind_display(),
            "state": code and how_far([section], code),
            "url": reverse("admin:content_section_change", args=[section.pk])
            + in_language(request),
        }


@admin.register(Section)
class SectionAdmin(Previewed, EntryAdmin):
    form = SectionForm
    facts = (
        (
            "Plaats",
            {"fields": ["page", "position", "kind", "drawing", "say"]},
        ),
        ("Seizoen", {"fields": ["season", ("season_from", "season_until")]}),
        (
            "Hoort erbij",
            {"fields": ["contacts", "signal_lists", "sources"]},
        ),
    )
    fixed = ()  # the key is made by itself
    list_display = ("name", "page", "kind")
    list_filter = ("kind", *EntryAdmin.list_filter, "page")
    list_select_related = ("page",)
    ordering = ("page__position", "position")

    def page_of(self, section):
        return section.page

    def render_change_form(self, request, context, *args, **kwargs):
        if section := context["original"]:
            context["whole"] = section.page
            context["whole_url"] = self._page_url(request, section)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_post_save_change(self, request, obj):
        """Back to where one came from: the list of sections, or else the page."""
        if "_changelist_filters" in request.GET:
            return super().response_post_save_change(request, obj)
        return HttpResponseRedirect(self._page_url(request, obj))

    def response_post_save_add(self, request, obj):
        return self.response_post_save_change(request, obj)

    def _page_url(self, request, section) -> str:
        return reverse(
            "admin:content_page_change", args=[section.page_id]
        ) + in_language(request)


class SignalInline(PartInline):
    model = Signal
    form = SignalForm
    facts = ((None, {"fields": ["position"]}),)


@admin.register(SignalList)
class SignalListAdmin(EntryAdmin):
    form = SignalListForm
    key_from = ("heading_nl",)
    facts = (("Gegevens", {"fields": ["key", "position", "sources"]}),)
    inlines = [SignalInline]
    list_display = ("name", "key")
    search_fields = ("signals__text_nl",)

    def shown(self, signal_list):
        return [signal_list, *signal_list.signals.all()]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("signals")


@admin.register(Signal)
class SignalAdmin(EntryAdmin):
    form = SignalForm
    facts = (("Gegevens", {"fields": ["signal_list", "position", "sources"]}),)
    fixed = ()
    list_display = ("name", "signal_list")
    list_filter = ("signal_list", *EntryAdmin.list_filter)
    list_select_related = ("signal_list",)
    ordering = ("signal_list__position", "position")


@admin.register(BrowserSteps)
class BrowserStepsAdmin(EntryAdmin):
    """Menus change: the list says which steps somebody must try again."""

    facts = (
        ("Geprobeerd", {"fields": ["version", "tried_on"]}),
        ("Gegevens", {"fields": ["key", "position", "sources"]}),
    )
    list_display = ("name", "version", "tried_on", "due")

    @admin.display(description="moet geprobeerd worden", boolean=True)
    def due(self, steps):
        return steps.is_due


@admin.register(IndexWord)
class IndexWordAdmin(CarefulAdmin):
    """Each language has words of its own; the page puts them in order."""

    form = IndexWordForm
    fields = ("language", "word", "page")
    fixed = ("language", "word")  # the key is made of them; another word is a new one
    list_display = ("word", "page", "language")
    list_filter = ("language", "page")
    list_select_related = ("page",)
    search_fields = ("word",)
    ordering = ("language", "word")


@admin.register(SignVideo)
class SignVideoAdmin(CarefulAdmin):
    list_display = ("page", "url", "minutes", "megabytes")
    list_select_related = ("page",)
    fixed = ()
