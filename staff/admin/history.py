"""Who changed what, field by field and language by language, for the admin's forms.

A value is put back by way of the form it belongs to, filled in and not yet saved: so
everything the form insists on holds for an old text too.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.admin.utils import display_for_field, unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from languages.offered import LANGUAGES, Language
from staff.word_diff import differences

A_PAGE = 30  # changes; each may hold a whole text
AT_ONCE = timedelta(seconds=1)


@dataclass
class Change:
    """One field, before and after. language: of its words; None for a fact."""

    field: models.Field
    pieces: list[tuple[str, str]]
    language: Language | None = None
    restore_url: str = ""

    @property
    def label(self) -> str:
        field = getattr(self.field, "translated_field", self.field)
        return capfirst(field.verbose_name)


@dataclass
class Step:
    """What one person did at one moment."""

    record: models.Model
    changes: list[Change]
    notes: list[str]

    @property
    def who(self) -> str:
        user = self.record.history_user
        if user is None:
            return self.record.history_change_reason or "een opdracht op de server"
        return user.get_full_name() or user.get_username()


class WithHistory:
    """The history page of anything whose history is kept (translation.py)."""

    object_history_template = "admin/staff/history.html"
    restores = False  # whether the form can be opened with an old value in it

    def history_view(self, request, object_id, extra_context=None):
        thing = self.get_object(request, unquote(object_id))
        if thing is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied
        records = thing.history.select_related("history_user")
        page = Paginator(records, A_PAGE).get_page(request.GET.get("p"))
        context = self.admin_site.each_context(request) | {
            "title": f"Geschiedenis: {thing}",
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": thing,
            "opts": self.opts,
            "page": page,
            "steps": self.steps(request, thing, list(page)),
        }
        return TemplateResponse(request, self.object_history_template, context)

    def steps(self, request, thing, records: list) -> list[Step]:
        """What each record changed. Those that changed nothing one can see are left out."""
        steps = []
        oldest = records[-1].prev_record if records else None
        groups = _saved_at_once(records)
        for group, later in zip(groups, [*groups[1:], None], strict=True):
            record, before = group[0], later[0] if later else oldest
            changes = self.changes(request, thing, before, record) if before else []
            notes = self.notes(before, record) if before else [_first(group[-1])]
            if changes or notes:
                steps.append(Step(record, changes, notes))
        return steps

    def changes(self, request, thing, before, after) -> list[Change]:
        changes = []
        for field in shown_fields(self.model):
            old, new = (getattr(record, field.attname) for record in (before, after))
            if (old or "") == (new or ""):
                continue
            pieces = differences(_shown(field, before), _shown(field, after))
            change = Change(
                field, pieces, LANGUAGES.get(getattr(field, "language", ""))
            )
            if self.may_restore(request, thing, field):
                change.restore_url = restore_url(thing, before, field)
            changes.append(change)
        for relation in self.model._meta.local_many_to_many:
            old, new = (_named(relation, record) for record in (before, after))
            if old != new:
                pieces = differences(", ".join(old), ", ".join(new))
                changes.append(Change(relation, pieces))
        return changes

    def notes(self, before, after) -> list[str]:
        """What else happened between two records, in sentences."""
        return []

    def may_restore(self, request, thing, field) -> bool:
        fixed = field.name in getattr(self, "fixed", ())
        may = self.restores and field.editable and not fixed
        return may and self.may_write(request, thing, field)

    def may_write(self, request, thing, field) -> bool:
        return self.has_change_permission(request, thing)


def shown_fields(model) -> list[models.Field]:
    """What a history shows: no bookkeeping, and each text under its language only."""
    hidden = {
        "id",
        "digests",
        "is_overdue",
        "hours_lapsed",
        *getattr(model, "WORDS", ()),
    }
    return [field for field in model._meta.fields if field.name not in hidden]


def restore_url(thing, before, field) -> str:
    """The form of `thing` with the value that `field` had in the record `before`."""
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change"
    language = getattr(field, "language", None)
    beside = f"taal={language}&" if language else ""
    asked = f"{beside}terug={before.history_id}&veld={field.name}"
    return f"{reverse(name, args=[thing.pk])}?{asked}"


def restored(request, thing) -> dict:
    """The field and its old value that the address asks for: {} when it asks nothing."""
    number, name = request.GET.get("terug", ""), request.GET.get("veld")
    fields = {field.name: field for field in shown_fields(type(thing))}
    if request.method != "GET" or not number.isdigit() or name not in fields:
        return {}
    record = thing.history.filter(history_id=number).first()
    return {name: getattr(record, fields[name].attname)} if record else {}


def _saved_at_once(records: list) -> list[list]:
    """Records by press of a button: each relation to many is written down after the rest."""
    groups: list[list] = []
    for record in records:
        if groups and _adds_relations(groups[-1][-1], record):
            groups[-1].append(record)
        else:
            groups.append([record])
    return groups


def _adds_relations(record, before) -> bool:
    """Whether it is the step before it, with nothing but relations to many written down."""
    columns = [field.attname for field in record.tracked_fields]
    return (
        record.history_user_id == before.history_user_id
        and record.history_date - before.history_date < AT_ONCE
        and all(getattr(record, name) == getattr(before, name) for name in columns)
    )


def _named(relation, record) -> list[str]:
    """What a record pointed at by a relation to many, in the order of the alphabet."""
    kept = getattr(record, relation.name).values_list(relation.m2m_reverse_name())
    return sorted(
        str(related)
        for related in relation.related_model._base_manager.filter(pk__in=kept)
    )


def _first(record) -> str:
    """What to say of a record before which there is none: it need not be the beginning."""
    if record.history_type == "+":
        return "Gemaakt"
    return "Veranderd; hoe het eerst was, is niet bewaard"


def _shown(field, record) -> str:
    value = getattr(record, field.attname)
    if value in (None, ""):
        return ""
    if field.is_relation:
        related = field.related_model._base_manager.filter(pk=value).first()
        return str(related or f"{value} (weg)")
    return str(display_for_field(value, field, ""))
