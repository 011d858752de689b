"""Who wrote what a proposal changes: she is no second person for it, whoever chose it."""

import json
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder

from publishing.build import live
from publishing.models import Proposal

from . import changes
from .changes import Change, Records
from .sensitivity import is_sensitive

MARKS = {"digests"}  # to tick that one read a translation is not to write


def wrote(user: User, proposal: Proposal) -> list[Change]:
    """What a second person must read in this proposal, and this user wrote herself.

    Going back to an older edition brings words that were read before: nobody wrote them.
    """
    if proposal.restores_id or user.pk is None:
        return []
    before, after = _sides(proposal)
    return [
        change
        for change in proposal.all_changes
        if is_sensitive(change, before, after)
        and user.pk in changed_by(change, until=proposal.created_on)
    ]


def changed_by(change: Change, until: datetime | None = None) -> list[int | None]:
    """Whose hand is in a change: the keys of users, the last one first.

    Everybody who saved the record since it last read as what the change starts from,
    however many editions went online meanwhile. None: a command on the server.
    until: only what was saved by then counts
    """
    model = apps.get_model(change.model)
    if not hasattr(model, "history"):
        return []
    kept = model.history.filter(id=change.pk)
    if until is not None:
        kept = kept.filter(history_date__lte=until)
    records, authors = list(kept), []
    for record, older in zip(records, [*records[1:], None], strict=True):
        if record.history_type != "-" and _reads_as(record, change):
            break  # from here on it is what is online already
        if older is None or _differing(record, older) != MARKS:
            authors.append(record.history_user_id)
    return list(dict.fromkeys(authors))


def _sides(proposal: Proposal) -> tuple[Records, Records]:
    """The records without and with the proposal."""
    chosen = proposal.all_changes
    if proposal.edition:
        after = changes.records(proposal.edition.snapshot)
        undone = [
            Change(change.model, change.pk, change.after, change.before)
            for change in chosen
        ]
        return changes.apply(after, undone), after
    now = live.seen_now()
    before = changes.records(now.snapshot) if now else {}
    kept = [
        change for change in chosen if before.get(change.key) == change.before
    ]  # others: see outcome
    return before, changes.apply(before, kept)


def _differing(record: Any, older: Any) -> set[str]:
    names = {field.attname for field in record.tracked_fields}
    return {name for name in names if getattr(record, name) != getattr(older, name)}


def _reads_as(record: Any, change: Change) -> bool:
    """Whether a record of the history says what the change starts from."""
    if change.before is None:
        return False
    kept = {field.name: field for field in record.tracked_fields}
    words = getattr(record.instance_type, "WORDS", ())  # a column a language says it
    asked = [name for name in change.fields if name not in words]
    if not kept.keys() >= set(asked):
        return False  # the history does not say; so nobody is left out
    read = {name: _plain(kept[name].value_from_object(record)) for name in asked}
    return not any(changes.differ(change.before, read, name) for name in asked)


def _plain(value: Any) -> Any:
    """As a snapshot holds it."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
