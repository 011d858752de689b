"""Figures and lessons in the admin: an editor adds a year, and the sums are checked."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.forms import BaseInlineFormSet

from content.models.figures import Figure, FigureTable, mistakes_in
from content.models.resources import Resource
from editorial.admin.entries import EntryAdmin, PartInline
from editorial.admin.forms import EntryForm, PartForm


class FromASource(EntryForm):
    """No figure, and no claim about somebody else's work, without where it comes from."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "sources" in self.fields:  # not for anyone who may only look
            field = self.fields["sources"]
            field.required = True
            field.queryset = field.queryset.order_by(Lower("publisher"), "title")


class FigureForm(PartForm):
    whole = "table"


class FigureFormSet(BaseInlineFormSet):
    def clean(self):
        """The rows as they will stand there, against the total and the rule of few."""
        super().clean()
        if any(self.errors):
            return
        kept = [
            form.instance
            for form in self.forms
            if form not in self.deleted_forms
            and (form.has_changed() or form.instance.pk)
        ]
        last = max((row.position or 0 for row in kept), default=0) + 1
        kept.sort(key=lambda row: last if row.position is None else row.position)
        table = self.instance
        if wrong := list(mistakes_in(table.total, kept, bool(table.note_nl))):
            raise ValidationError(wrong)


class FigureInline(PartInline):
    model = Figure
    form = FigureForm
    formset = FigureFormSet

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1  # a new table is no table without a row

    facts_first = (
        (
            None,
            {"fields": [("value", "high", "about"), ("part", "period", "position")]},
        ),
    )


@admin.register(FigureTable)
class FigureTableAdmin(EntryAdmin):
    form = FromASource
    key_from = ("heading_nl",)
    facts_first = (
        (
            "De telling",
            {
                "fields": [("standing", "period", "total")],
                "description": "Een nieuw jaar is een nieuwe tabel. Wat niet meer van nu is, krijgt “vroeger”.",
            },
        ),
    )
    facts = (("Gegevens", {"fields": ["key", "position", "sources"]}),)
    inlines = [FigureInline]
    list_display = ("name", "period", "standing", "total")
    list_filter = ("standing", *EntryAdmin.list_filter)
    search_fields = ("rows__label_nl",)

    def shown(self, table):
        return [table, *table.rows.all()]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("rows")


@admin.register(Resource)
class ResourceAdmin(EntryAdmin):
    form = FromASource
    key_from = ("name_nl",)
    facts = (
        (
            "Gegevens",
            {
                "fields": [
                    "kind",
                    "maker",
                    "makers",
                    "dated",
                    "url",
                    "minutes",
                    "checked_on",
                    "key",
                    "position",
                    "sources",
                ]
            },
        ),
    )
    list_display = ("name", "kind", "maker", "checked_on")
    list_filter = ("kind", *EntryAdmin.list_filter)
