"""The editors' desk: Dutch beside one chosen language, and how far each translation is.

A plain ModelAdmin that names the columns it shows. modeltranslation's TranslationAdmin
puts every language in every form, and its tabs load a script from a third party; a
form that has two columns cannot touch a third.
"""

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator, capfirst
from modeltranslation.utils import build_localized_fieldname

from editorial import states
from editorial.models import Entry, Source
from editorial.pointers import pointing_at
from editorial.proofreading import known_now
from editorial.working_language import (
    TRANSLATIONS,
    LanguageFilter,
    StateFilter,
    beside,
    chosen_language,
    dutch_name,
    how_far,
    in_short,
    languages_of,
)
from languages.offered import CODES, SOURCE
from staff.admin.history import WithHistory, restored
from staff.roles import may_sign, may_translate

from .forms import CarefulForm, EntryForm, WordsField
from .token_picker import choices

admin.site.site_header = admin.site.site_title = "Beheer"
admin.site.enable_nav_sidebar = False  # two columns of words need the width
admin.site.index_title = "Bureau"


class CarefulAdmin(WithHistory, admin.ModelAdmin):
    """What every form has: its style, its guards, a key that stays once given."""

    form = CarefulForm
    formfield_overrides = {
        models.CharField: {"form_class": WordsField},
        models.TextField: {"form_class": WordsField},
        models.SlugField: {"form_class": forms.SlugField},
        models.URLField: {  # Django's own shows a link that leads out of the admin
            "assume_scheme": "https",
            "widget": forms.URLInput({"class": "vURLField"}),
        },
    }
    fixed: tuple[str, ...] = ("key",)  # given once: texts and saved links point at it
    key_from: tuple[str, ...] = ()  # fields from which a new key is proposed
    actions = None  # nothing goes at once; deleting asks per thing
    restores = True  # see staff.admin.history
    list_per_page = 200
    show_facets = admin.ShowFacets.NEVER

    class Media:
        css = {"all": ["admin_site/admin.css"]}
        js = ["admin_site/unsaved.js", "admin_site/lookups.js"]

    def get_readonly_fields(self, request, obj=None):
        given = super().get_readonly_fields(request, obj)
        return (*given, *self.fixed) if obj else given

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Boxes to tick: all there is in one list, on a phone and without script too."""
        kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.restored = restored(request, obj) if obj else {}
        return form

    def get_prepopulated_fields(self, request, obj=None):
        return {"key": self.key_from} if self.key_from and not obj else {}


class WithWords:
    """Two columns of words: in a form of its own, and in the form of its whole."""

    form = EntryForm
    facts_first: tuple = ()  # fieldsets above the words
    facts: tuple = ()  # fieldsets below the words
    is_signed = False  # whether "nagekeken" can be ticked here

    def get_fieldsets(self, request, obj=None):
        columns = [code for code in (SOURCE, beside(request, obj)) if code]
        rows = [
            tuple(build_localized_fieldname(field, code) for code in columns)
            for field in self.model.WORDS
        ]
        if self.is_signed and obj and self.may_change_all(request, obj):
            rows.append("typo")
        code = beside(request, obj)
        if self.is_signed and code and may_sign(request.user, code):
            rows.append("reviewed")
        words = (None, {"fields": rows, "classes": ["words"]})
        return [*self.facts_first, words, *self.facts]

    def has_change_permission(self, request, obj=None):
        """A translator's too: her own language, and nothing else in the form."""
        return self.may_change_all(request, obj) or self.only_translates(request)

    def may_change_all(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj)

    def only_translates(self, request) -> bool:
        may = may_translate(request.user, chosen_language(request))
        return may and not self.may_change_all(request)

    def get_readonly_fields(self, request, obj=None):
        if not self.only_translates(request):
            return super().get_readonly_fields(request, obj)
        own = [
            build_localized_fieldname(field, chosen_language(request))
            for field in self.model.WORDS
        ]
        shown = flatten_fieldsets(self.get_fieldsets(request, obj))
        return [name for name in shown if name not in (*own, "reviewed")]

    def tell(self, form: type[EntryForm], request, obj) -> type[EntryForm]:
        """Say what the form cannot know: who, the language, what tokens may point at."""
        form.language = beside(request, obj)
        form.may_sign = bool(form.language) and may_sign(request.user, form.language)
        form.by = request.user.get_full_name() or request.user.get_username()
        form.known = SimpleLazyObject(known_now)  # asked once for all forms of a page
        return form


class EntryAdmin(WithWords, CarefulAdmin):
    """The base for everything with words that has a page of its own in the admin."""

    change_form_template = "admin/entry/change_form.html"
    list_filter = (LanguageFilter, StateFilter)
    is_signed = True

    class Media:
        js = [
            forms.Script(f"admin_site/{name}.js", defer=True)
            for name in ("tokens", "advice")
        ]

    @admin.display(description="naam", ordering="position")
    def name(self, entry: Entry) -> str:
        heading = entry.words(SOURCE).get("heading") or str(entry)
        return Truncator(heading).words(12)

    def shown(self, entry: Entry) -> list[Entry]:
        """The entry, and the parts of it that stand in its form."""
        return [entry]

    delete_confirmation_template = "admin/entry/delete_confirmation.html"

    def render_delete_form(self, request, context):
        context["pointers"] = links_to(pointing_at(context["object"]))
        return super().render_delete_form(request, context)

    def get_deleted_objects(self, objs, request):
        """Without the rows between two records: nobody wrote those."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        rows = {str(capfirst(name)) for name in _rows_between()}
        counts = {name: n for name, n in counts.items() if capfirst(name) not in rows}
        return _without(deleted, rows), counts, lacking, protected

    def outdated(self, entry: Entry) -> dict[str, int]:
        """How many of its texts are older than their Dutch, by language."""
        texts = self.shown(entry)
        return {
            code: sum(
                states.state(text, code) is states.State.OUTDATED for text in texts
            )
            for code in TRANSLATIONS
        }

    def name_outdated(self, request, form) -> None:
        """Say which translations this save left behind, and lead to them."""
        now, before = self.outdated(form.instance), form.outdated_before
        behind = [code for code in now if now[code] > before.get(code, 0)]
        if behind and "_preview" not in request.POST:
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            address = reverse(name, args=[form.instance.pk])
            links = format_html_join(
                ", ",
                '<a href="{}?taal={}">{}</a>',
                ((address, code, dutch_name(code)) for code in behind),
            )
            text = "Het Nederlands is veranderd; de vertaling is nu ouder: {}."
            messages.warning(request, format_html(text, links))

    def parts(self, entry: Entry) -> list[Entry]:
        """All that counts when a list says how far it is translated."""
        return self.shown(entry)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and self.only_translates(request):
            self.refuse_others(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def refuse_others(self, request) -> None:
        """Her form has no field of another language: who sends one made it herself."""
        others = tuple(f"_{code}" for code in CODES if code != chosen_language(request))
        if any(name.endswith(others) for name in request.POST):
            raise PermissionDenied

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return self.tell(form, request, obj)

    def get_search_fields(self, request):
        columns = (
            build_localized_fieldname(field, code)
            for field in self.model.WORDS
            for code in CODES
        )
        return ["key", *columns, *self.search_fields]

    def may_write(self, request, thing, field):
        return self.may_change_all(request, thing) or may_translate(
            request.user, getattr(field, "language", None)
        )

    def notes(self, before, after):
        """Who checked which language."""
        return [
            f"{dutch_name(code).capitalize()} nagekeken door {marks['reviewed_by']}"
            for code, marks in after.digests.items()
            if marks.get("reviewed_by")
            and marks.get("reviewed") != before.digests.get(code, {}).get("reviewed")
        ]

    def get_list_display(self, request):
        code = chosen_language(request)

        @admin.display(description="vertalingen")
        def translations(entry):
            return in_short(self.parts(entry), [code] if code else TRANSLATIONS)

        return [*super().get_list_display(request), translations]

    def get_preserved_filters(self, request):
        """Keep the chosen language through every link, form and redirect."""
        kept = QueryDict(super().get_preserved_filters(request), mutable=True)
        if code := chosen_language(request):
            kept["taal"] = code
        return kept.urlencode()

    def render_change_form(self, request, context, *args, **kwargs):
        # what stands above and below the fields: see change_form_template
        if entry := context["original"]:
            context["desk"] = languages_of(request, self.shown(entry))
            context["desk_language"] = chosen_language(request)
            context["subtitle"] = self.name(entry)
        if self.has_change_permission(request, context["original"]):
            context["tokens"] = choices()
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        stored = type(obj)._base_manager.filter(pk=obj.pk).first() if change else None
        form.outdated_before = self.outdated(stored) if stored else {}
        super().save_model(request, obj, form, change)
        if form.is_tidied:
            messages.info(
                request,
                "Uit de geplakte tekst is opmaak weggehaald: onzichtbare tekens, vreemde spaties of lijsttekens. Kijk of het nog klopt.",
            )

    def save_related(self, request, form, formsets, change):
        """One tick says that the parts on this page were read as well."""
        super().save_related(request, form, formsets, change)
        self.name_outdated(request, form)
        if not form.is_reviewed:
            return
        for formset in formsets:
            for part in formset.get_queryset():
                if how_far([part], form.language) not in (None, states.State.MISSING):
                    states.translated(part, form.language)
                    states.reviewed(part, form.language, form.by)
                    part.save(update_fields=["digests"])


def links_to(entries: list[Entry]) -> list[tuple[str, str]]:
    """What to call each entry, and where its form is: that of its whole, if it has none."""
    links = []
    for entry in entries:
        thing = entry
        while not admin.site.is_registered(type(thing)):
            wholes = (
                field.name
                for field in thing._meta.fields
                if field.related_model and issubclass(field.related_model, Entry)
            )
            thing = getattr(thing, next(wholes))
        name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change"
        called = f"{capfirst(entry._meta.verbose_name)}: {entry}"
        links.append((called, reverse(name, args=[thing.pk])))
    return links


def _rows_between() -> set[str]:
    """What Django calls a row of a relation to many, one or several of them."""
    rows = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.auto_created
    ]
    return {
        str(name)
        for model in rows
        for name in (model._meta.verbose_name, model._meta.verbose_name_plural)
    }


def _without(nested: list, names: set[str]) -> list:
    """A list of lists of sentences "Name: thing", without those of these names."""
    return [
        _without(item, names) if isinstance(item, list) else item
        for item in nested
        if isinstance(item, list) or str(item).partition(":")[0] not in names
    ]


class PartInline(WithWords, admin.StackedInline):
    """Parts edited in the form of their whole, words in two columns as well."""

    formfield_overrides = CarefulAdmin.formfield_overrides
    extra = 0

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        self.tell(formset.form, request, obj)
        return formset


@admin.register(Source)
class SourceAdmin(CarefulAdmin):
    key_from = ("publisher", "dated")
    fields = (
        "title",
        "publisher",
        "kind",
        "url",
        "dated",
        "read_on",
        "licence",
        "isbn",
        "position",
        "key",
    )
    list_display = ("title", "publisher", "dated", "read_on", "key")
    list_filter = ("kind", "read_on")
    search_fields = ("title", "publisher", "key")
