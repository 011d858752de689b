"""Which changes a second person must read: whom to call, the exit, and texts of high risk."""

from editorial.tokens import tokens_in

from .changes import Change, Key, Records

# All of these can send somebody to the wrong number or to the wrong place.
APPS = {"directory", "safety"}
MODELS = {"content.browsersteps"}  # what the phone remembers


def is_sensitive(change: Change, before: Records, after: Records) -> bool:
    """Whether a second person must read this change before visitors do."""
    return (
        change.model.partition(".")[0] in APPS
        or change.model in MODELS
        or is_high_risk(change.key, before)
        or is_high_risk(change.key, after)
        or _tokens(change.before) != _tokens(change.after)
    )


def is_high_risk(key: Key, records: Records) -> bool:
    """Whether the words stand on a page of high risk: airport, abroad, help, law, exit."""
    return any(records[page]["high_risk"] for page in pages_of(key, records))


def pages_of(key: Key, records: Records) -> list[Key]:
    """The pages on which a record's words stand, as far as it belongs to pages."""
    model, pk = key
    fields = records.get(key)
    if fields is None:
        return []
    if model == "content.page":
        return [key]
    if model == "content.section":
        return [("content.page", fields["page"])]
    if model == "content.signal":
        return pages_of(("content.signallist", fields["signal_list"]), records)
    if model == "content.signallist":
        return [
            ("content.page", section["page"])
            for (other, _), section in records.items()
            if other == "content.section" and pk in section["signal_lists"]
        ]
    return []


def _tokens(fields: dict | None) -> dict:
    """The contacts and pages the words point at, by column."""
    return {
        name: tokens
        for name, value in (fields or {}).items()
        if isinstance(value, str) and (tokens := sorted(tokens_in(value)))
    }
