"""Whom one can call: organisations, and every way to reach them."""

from datetime import timedelta

from django.contrib import admin
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format

from directory.models import ContactMethod, Country, LocalNumber, Organisation, Post
from editorial.admin.entries import EntryAdmin, PartInline
from staff.login.reauthentication import recently_authenticated

from .broken import BrokenWays
from .forms import ContactMethodForm, LocalNumberForm

SOON = timedelta(days=30)

WAY = (
    None,
    {
        "fields": [
            "kind",
            ("number_nl", "number_abroad"),
            "url",
            ("hours", "hours_known"),
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
            ("confirmed_in", "confirmed_on"),
            ("phoned_on", "phoned_by"),
            "due_on",
            ("fallback", "broken_on"),
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
    autocomplete_fields = ("source", "confirmed_in")

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


class DueFilter(admin.SimpleListFilter):
    """By the day before which somebody must look again; worked out, so asked in Python."""

    title = "nakijken"
    parameter_name = "nakijken"

    def lookups(self, request, model_admin):
        return [("laat", "te laat"), ("binnenkort", "te laat of binnen 30 dagen")]

    def queryset(self, request, queryset):
        if self.value() not in ("laat", "binnenkort"):
            return queryset
        day = timezone.localdate() + (
            SOON if self.value() == "binnenkort" else timedelta()
        )
        return queryset.filter(
            pk__in=[record.pk for record in queryset if record.due < day]
        )


@admin.register(ContactMethod)
@method_decorator(
    recently_authenticated, name="changelist_view"
)  # its action publishes
class ContactMethodAdmin(BrokenWays, EntryAdmin):
    form = ContactMethodForm
    fixed = ()  # the key is made by itself
    facts_first = ((None, {"fields": ["organisation"]}), WAY)
    facts = (ORIGIN,)
    list_display = (
        "name", "number_nl", "number_abroad", "hours",
        "sure", "read_in_source_on", "phoned_on", "due", "broken_on",
    )  # fmt: skip
    list_filter = (
        DueFilter, ("broken_on", admin.EmptyFieldListFilter),
        "kind", "confidence", ("phoned_on", admin.EmptyFieldListFilter), "cost",
        *EntryAdmin.list_filter,
    )  # fmt: skip
    list_select_related = ("organisation", "source")
    autocomplete_fields = ("source", "confirmed_in")
    ordering = ("organisation__position", "position")
    search_fields = ("number_nl", "number_abroad", "url", "organisation__name_nl")
    actions = ("does_not_work",)
    change_form_template = "admin/directory/contactmethod/change_form.html"

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)  # as everywhere: deleting asks per thing
        return actions

    @admin.display(description="weer nakijken vóór")
    def due(self, method):
        late = method.due < timezone.localdate()
        day = date_format(method.due, "j F Y")
        return f"{day} (te laat)" if late else day

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
        """Its number is never used again: see seed/facts/numbers.toml."""
        return False

    def shown(self, country):
        return [country, *country.numbers.all()]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("numbers")
