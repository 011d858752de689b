"""Whom one can call: organisations, and every way to reach them."""

from django.contrib import admin

from editorial.admin import EntryAdmin, PartInline

from .forms import ContactMethodForm
from .models import ContactMethod, Organisation

WAY = (
    None,
    {
        "fields": [
            "kind",
            ("number_nl", "number_abroad"),
            "url",
            "hours",
            "cost",
            "anonymous",
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
            "position",
        ]
    },
)


class ContactMethodInline(PartInline):
    model = ContactMethod
    form = ContactMethodForm
    facts_first = (WAY,)
    facts = (ORIGIN,)
    autocomplete_fields = ("source",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organisation", "source")


@admin.register(Organisation)
class OrganisationAdmin(EntryAdmin):
    key_from = ("name_nl",)
    facts = (("Gegevens", {"fields": ["key", "position", "sources"]}),)
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

    @admin.display(description="zekerheid", ordering="confidence")
    def sure(self, method):
        return method.get_confidence_display().partition(":")[0]
