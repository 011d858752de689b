"""Whom one can call: organisations, and every way to reach them."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.decorators import method_decorator

from editorial.admin import EntryAdmin, PartInline
from publishing import live
from publishing.build import BuildError
from staff.proof import proven

from .forms import ContactMethodForm, LocalNumberForm
from .models import ContactMethod, Country, LocalNumber, Organisation, Post
from .upkeep import mark_broken
from .urgent import edition_with

WAY = (
    None,
    {
        "fields": [
            "kind",
            ("number_nl", "number_abroad"),
            "url",
            "hours",
            ("cost", "on_bill"),
            "anonymous",
            ("languages", "for_deaf"),
        ]
    },
)
ORIGIN = (
    "Waar komt dit vandaan?",
    {
        "fields": [
            "source",
            ("read_in_source_on", "confidence"),
            ("phoned_on", "phoned_by"),
            "due_on",
            ("stand_in", "broken_on"),
            "position",
        ]
    },
)


class ContactMethodInline(PartInline):
    model = ContactMethod
    fk_name = "organisation"
    form = ContactMethodForm
    facts_first = (WAY,)
    facts = (ORIGIN,)
    autocomplete_fields = ("source",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organisation", "source")


@admin.register(Organisation)
class OrganisationAdmin(EntryAdmin):
    key_from = ("name_nl",)
    facts = (
        (
            "Gegevens",
            {"fields": ["key", ("topics", "audiences"), "position", "sources"]},
        ),
    )
    inlines = [ContactMethodInline]
    list_display = ("name", "token", "ways")

    @admin.display(description="zo verwijs je ernaar", ordering="key")
    def token(self, organisation):
        return f"[{organisation.key}]"

    @admin.display(description="te bereiken via")
    def ways(self, organisation):
        return ", ".join(
            method.number_nl or method.number_abroad or method.get_kind_display()
            for method in organisation.methods.all()
        )

    def shown(self, organisation):
        return [organisation, *organisation.methods.all()]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("methods")


@admin.register(ContactMethod)
@method_decorator(proven, name="changelist_view")  # its action publishes
class ContactMethodAdmin(EntryAdmin):
    form = ContactMethodForm
    fixed = ()  # the key is made by itself
    facts_first = ((None, {"fields": ["organisation"]}), WAY)
    facts = (ORIGIN,)
    list_display = (
        "name", "number_nl", "number_abroad", "hours",
        "sure", "read_in_source_on", "phoned_on",
    )  # fmt: skip
    list_filter = (
        "kind", "confidence", ("phoned_on", admin.EmptyFieldListFilter), "cost",
        *EntryAdmin.list_filter,
    )  # fmt: skip
    list_select_related = ("organisation",)
    autocomplete_fields = ("source",)
    ordering = ("organisation__position", "position")
    search_fields = ("number_nl", "number_abroad", "url", "organisation__name_nl")
    actions = ("does_not_work",)

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)  # as everywhere: deleting asks per thing
        return actions

    def has_publish_permission(self, request):
        may = request.user.has_perm
        return may("publishing.publish_edition") and may(
            "directory.change_contactmethod"
        )

    @admin.action(
        description="Dit werkt niet: haal het nu van de site, noem de vervanger",
        permissions=["publish"],
    )
    def does_not_work(self, request, methods):
        """At once and in every language; nothing else an editor has under way goes along."""
        today, pks = timezone.localdate(), set(methods.values_list("pk", flat=True))
        for method in methods:
            method.broken_on = today
            method.save(update_fields=["broken_on"])  # one by one: the history sees it
        edition = edition_with(
            lambda snapshot: mark_broken(snapshot, pks, today),
            f"Werkt niet: {', '.join(method.key for method in methods)}"[:200],
            by=request.user,
        )
        try:
            live.publish(edition, lambda done, total, what: None)
        except (BuildError, OSError) as error:
            message = f"Publiceren lukte niet; het nummer staat nog online. {error}"
            self.message_user(request, message, messages.ERROR)
            return
        self.message_user(request, f"Online: {edition}.", messages.SUCCESS)
        for method in methods.filter(stand_in=None):
            message = f"{method} heeft geen vervanger; er staat nu niets in de plaats."
            self.message_user(request, message, messages.WARNING)

    @admin.display(description="zekerheid", ordering="confidence")
    def sure(self, method):
        return method.get_confidence_display().partition(":")[0]


@admin.register(Post)
class PostAdmin(EntryAdmin):
    facts = (
        ("Gegevens", {"fields": ["key", "kind", "land", "is_closed", "position"]}),
    )
    list_display = ("name", "kind", "land", "is_closed")
    list_filter = ("kind", *EntryAdmin.list_filter)


class LocalNumberInline(PartInline):
    model = LocalNumber
    form = LocalNumberForm
    facts_first = ((None, {"fields": [("service", "number")]}),)
    facts = ((None, {"fields": ["position"]}),)


@admin.register(Country)
class CountryAdmin(EntryAdmin):
    """Countries come from files, with a number in the register: none is added here."""

    fixed = ("key", "iso3", "number", "printed")
    facts_first = (
        (
            "Na te kijken",
            {
                "fields": ["review_since", "printed"],
                "description": "Wat het ministerie nu afdrukt: kleuren, wetten, papieren, hulp bij nood. Klopt de bladzijde weer, maak dan de datum leeg.",
                "classes": ["collapse"],
            },
        ),
    )
    facts = (
        (
            "Hulp",
            {"fields": ["help", "posts", "red", "is_orange", "dual", "reliability"]},
        ),
        ("Bron", {"fields": ["url", ("modified_on", "valid_on"), "sources"]}),
        ("Adres", {"fields": ["key", "iso3", "number", "position"]}),
    )
    inlines = [LocalNumberInline]
    list_display = ("name", "review_since", "valid_on", "help")
    list_filter = (
        ("review_since", admin.EmptyFieldListFilter), "help", *EntryAdmin.list_filter,
    )  # fmt: skip
    search_fields = ("iso3", "numbers__number")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """Its number is never used again: see editorial/facts/numbers.toml."""
        return False

    def shown(self, country):
        return [country, *country.numbers.all()]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("numbers")
