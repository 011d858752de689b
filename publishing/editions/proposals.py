"""From chosen changes to an edition: propose, confirm, sign, publish, schedule, go back."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from publishing.build import live
from publishing.build.budget import findings
from publishing.build.builder import Progress, build
from publishing.build.store import Manifest
from publishing.models import Edition, Proposal
from staff.edition_policy import policy_named

from . import changes, snapshot
from .authors import wrote
from .changes import Change, Key, Records
from .validation import Validation, validate

MOST = 20  # mistakes shown at once: one wrong link may stand on every page


class Refused(Exception):
    """Why something may not go online. reasons: sentences for anyone who publishes."""

    def __init__(self, *reasons: str):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass
class Outcome:
    """What a proposal would make of the site as it is now.

    needs_second, needs_signature: what is still to be done by people
    """

    records: Records
    validation: Validation
    needs_second: bool = False
    needs_signature: dict[str, list] = field(default_factory=dict)

    @property
    def edition(self) -> Edition:
        """The edition this would be; not saved."""
        text = changes.dump(self.records)
        return Edition(snapshot=text, digest=snapshot.digest(text))


def visible() -> Records:
    """What visitors see now, as records; nothing before the first edition."""
    now = live.seen_now()
    return changes.records(now.snapshot) if now else {}


def working_copy() -> Records:
    return changes.records(snapshot.take())


def waiting() -> dict[Key, Change]:
    """What was saved and is not online."""
    return changes.compare(visible(), working_copy())


def propose(
    chosen: Iterable[Change], note: str, by: User | None = None, **options: Any
) -> Proposal:
    """Keep these changes, exactly as they are now, to be published later."""
    chosen = list(chosen)
    return Proposal.objects.create(
        created_by=by,
        note=note[:200],
        changes=[asdict(change) for change in chosen],
        digest=changes.digest(chosen),
        **options,
    )


def outcome(proposal: Proposal) -> Outcome:
    """What it would do now. Raises Refused where what visitors see has moved on."""
    before, chosen = visible(), proposal.all_changes
    try:
        after = changes.apply(before, chosen)
    except changes.Conflict as conflict:
        names = ", ".join(name_of(key, before) for key in conflict.keys)
        raise Refused(
            f"Intussen is dit al anders online gezet: {names}. Trek dit voorstel in en kies opnieuw."
        ) from conflict
    if loose := next(changes.dangling(after), None):
        raise Refused(
            f"{name_of(loose[0], after)} hoort bij iets dat niet online staat. Kies dat ook."
        )
    validation = validate(chosen, before, after)
    return Outcome(after, validation, *needs(proposal, chosen, validation))


def needs(
    proposal: Proposal, chosen: list[Change], validation: Validation
) -> tuple[bool, dict[str, list]]:
    """What people still have to do: read it as a second person, sign for languages.

    validation: what is sensitive and unchecked among what was chosen
    """
    # people agreed to older words before; older contacts may no longer be right
    if proposal.restores_id and not any(
        _stays_current(change.model) for change in chosen
    ):
        return False, {}
    unsigned = {
        language: entries
        for language, entries in validation.unchecked.items()
        if language not in proposal.signed
    }
    return bool(validation.sensitive and not proposal.confirmed_by_id), unsigned


def hindrances(proposal: Proposal, result: Outcome) -> list[str]:
    """What people still have to do or mend before it may go online."""
    reasons = [
        f"{entry._meta.verbose_name} {entry.key}, {field} ({language}): {message}"
        for entry, field, language, message in result.validation.problems
    ]
    if not proposal.is_open:
        reasons.append("Dit voorstel is al online, of ingetrokken.")
    if result.needs_second and not proposal.emergency:
        reasons.append("Een tweede persoon moet dit eerst meelezen.")
    if result.needs_signature:
        reasons.append("Er moet nog getekend worden voor wat niemand naliep.")
    return reasons


def carry_out(
    proposal: Proposal, progress: Progress, by: User | None = None, emergency: str = ""
) -> Edition:
    """Put it online. Raises Refused, BuildError or OSError; then nothing changed.

    emergency: why it cannot wait for a second person; kept only once it is online
    """
    _unhindered(proposal, emergency)  # refused before anybody has to wait
    with live.alone() as store:
        proposal.refresh_from_db()  # of two at once, the second finds it done
        result = _unhindered(proposal, emergency)
        now = live.live_build()
        made = build(result.edition, store, progress, like=now)
        shown = store.manifest(now) if store.is_whole(now) else Manifest()
        if wrong := list(findings(made.manifest, shown, store)):
            raise Refused(*(f"{path} {message}" for path, message in wrong[:MOST]))
        # A new one even where the newest says the same: that one has its own proposal,
        # and this one its own reason and its own day.
        edition = result.edition
        edition.note, edition.created_by = proposal.note, by or proposal.created_by

        def remember(edition: Edition) -> None:
            proposal.edition, proposal.failure = edition, ""
            proposal.save(update_fields=["edition", "failure", "emergency"])

        live.show(edition, made, store, remember)
    live.afterwards()
    return edition


def _unhindered(proposal: Proposal, emergency: str) -> Outcome:
    """What it would do now. Raises Refused while people still have something to do."""
    proposal.emergency = emergency or proposal.emergency
    result = outcome(proposal)
    if reasons := hindrances(proposal, result):
        raise Refused(*reasons)
    return result


def no_second(proposal: Proposal, user: User) -> str:
    """Why this user cannot be the second person for a proposal; empty where she can."""
    if user == proposal.created_by:
        return "Je kunt je eigen voorstel niet zelf meelezen."
    if own := wrote(user, proposal):
        names = ", ".join(
            str((change.after or change.before or {}).get("key", change.pk))
            for change in own
        )
        return f"Je veranderde dit zelf: {names}. Iemand anders moet dat lezen."
    return ""


def confirm(proposal: Proposal, by: User, digest: str) -> None:
    """A second person read exactly these changes. Raises Refused."""
    if digest != proposal.digest:
        raise Refused("Dit voorstel is veranderd terwijl je las. Lees het opnieuw.")
    if why := no_second(proposal, by):
        raise Refused(why)
    proposal.confirmed_by, proposal.confirmed_on = by, timezone.now()
    proposal.save(update_fields=["confirmed_by", "confirmed_on"])


def sign(proposal: Proposal, by: User, languages: Iterable[str]) -> None:
    """Somebody takes it upon her that these languages go online unchecked."""
    signed = {"by": by.get_username(), "on": timezone.now().isoformat()}
    proposal.signed = proposal.signed | dict.fromkeys(languages, signed)
    proposal.save(update_fields=["signed"])


def log_emergency(before: Edition | None, edition: Edition, why: str) -> None:
    """Remember what goes online unseen by a second person, if it asks for one.

    In the transaction that says it is shown.
    """
    old = changes.records(before.snapshot) if before else {}
    new = changes.records(edition.snapshot)
    chosen = changes.compare(old, new).values()
    if not before or not validate(chosen, old, new).sensitive:
        return
    if not Proposal.objects.filter(edition=edition).exists():
        propose(
            chosen, edition.note, edition.created_by, emergency=why, edition=edition
        )


def review(proposal: Proposal, by: User) -> None:
    """A second person looked at what went online in a hurry. Raises Refused."""
    if why := no_second(proposal, by):
        raise Refused(f"Iemand anders moet dit nakijken. {why}")
    proposal.reviewed_by, proposal.reviewed_on = by, timezone.now()
    proposal.save(update_fields=["reviewed_by", "reviewed_on"])


def restore(edition: Edition, by: User, with_contacts: bool = False) -> Proposal:
    """A proposal that goes back to the words of an older edition.

    Contacts, countries and the exit stay as they are now, unless `with_contacts`.
    Raises Refused where visitors read those words already.
    """
    now, then = visible(), changes.records(edition.snapshot)
    after = then if with_contacts else _with_current(now, then)
    chosen = changes.compare(now, after).values()
    if not chosen:
        raise Refused(f"Wat editie {edition.number} zegt, staat nu al online.")
    note = f"Terug naar editie {edition.number}: {edition.note}"
    return propose(chosen, note, by=by, restores=edition)


def due(now: datetime) -> list[Proposal]:
    """What was planned for by now, and has not failed before."""
    planned = Proposal.objects.filter(
        publish_at__lte=now, edition=None, withdrawn_on=None, failure=""
    )
    return list(planned.order_by("publish_at", "pk"))


def name_of(key: Key, records: Records) -> str:
    return f"{key[0].partition('.')[2]} {records.get(key, {}).get('key', key[1])}"


def _stays_current(model: str) -> bool:
    return policy_named(model).stays_current


def _with_current(now: Records, then: Records) -> Records:
    """The older records, with what must stay current as it is now."""
    is_current = {key: _stays_current(key[0]) for key in now | then}
    mixed = {key: fields for key, fields in then.items() if not is_current[key]}
    mixed |= {key: fields for key, fields in now.items() if is_current[key]}
    while loose := list(changes.dangling(mixed)):
        for source, target in loose:
            if target in now and not is_current[target]:
                mixed[target] = now[target]  # a source that a newer number needs
            else:
                mixed[source] = _without(mixed[source], source[0], target)
    return mixed


def _without(fields: dict, model: str, target: Key) -> dict:
    """A record that no longer points at what is gone."""
    fields = dict(fields)
    for name, label in changes.links(model).items():
        if label == target[0]:
            value = fields.get(name)
            if isinstance(value, list):
                fields[name] = [pk for pk in value if pk != target[1]]
            elif value == target[1]:
                fields[name] = None
    return fields
