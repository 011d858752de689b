"""Who wrote what a proposal changes: she is no second person for it, whoever chose it."""

import json
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder

from publishing.build import live
from publishing.models import Edition, Proposal

from . import changes
from .changes import Change
from .sensitivity import is_sensitive

MARKS = {"digests"}  # to tick that one read a translation is not to write


def wrote(user: User, proposal: Proposal) -> list[Change]:
    """What a second person must read in this proposal, and this user wrote herself.

    Going back to an older edition brings words that were read before: nobody wrote them.
    """
    if proposal.restores_id or user.pk is None:
        return []
    before, after, since = _sides(proposal)
    return [
        change
        for change in proposal.all_changes
        if is_sensitive(change, before, after)
        and user.pk in _authors(change, since, proposal.created_on)
    ]


def _sides(proposal: Proposal) -> Any:
    """The records without and with the proposal, and when the edition without was made."""
    chosen = proposal.all_changes
    if proposal.edition:
        after = changes.records(proposal.edition.snapshot)
        undone = [
            Change(change.model, change.pk, change.after, change.before)
            for change in chosen
        ]
        older = Edition.objects.filter(number__lt=proposal.edition_id).first()
        return changes.apply(after, undone), after, older and older.created_on
    now = live.seen_now()
    before = changes.records(now.snapshot) if now else {}
    kept = [
        change for change in chosen if before.get(change.key) == change.before
    ]  # others: see outcome
    return before, changes.apply(before, kept), now and now.created_on


def _authors(change: Change, since: datetime, until: datetime) -> set[int]:
    """Whose hand is in a change: from the day it read as visitors see it until chosen."""
    model = apps.get_model(change.model)
    if not hasattr(model, "history"):
        return set()
    authors = set()
    records = list(model.history.filter(id=change.pk, history_date__lte=until))
    for record, older in zip(records, [*records[1:], None], strict=True):
        is_old = since is None or record.history_date < since
        if is_old and record.history_type != "-" and _reads_as(record, change):
            break  # from here on it is what was online already
        if older is None or _differing(record, older) != MARKS:
            authors.add(record.history_user_id)
    return authors - {None}


def _differing(record: Any, older: Any) -> set[str]:
    names = {field.attname for field in record.tracked_fields}
    return {name for name in names if getattr(record, name) != getattr(older, name)}


def _reads_as(record: Any, change: Change) -> bool:
    """Whether a record of the history says what the change starts from."""
    if change.before is None:
        return False
    kept = {field.name: field for field in record.tracked_fields}
    words = getattr(record.instance_type, "WORDS", ())  # a column a language says it
    return all(
        _plain(kept[name].value_from_object(record)) == change.before.get(name)
        for name in change.fields
        if name in kept and name not in words
    )


def _plain(value: Any) -> Any:
    """As a snapshot holds it."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
