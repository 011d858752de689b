"""What proposals wait for, and who can do it: for the desk. Nothing is built or proofread."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from publishing.models import Proposal

from . import changes
from .proposals import needs, no_second, visible
from .validation import Validation, sensitive, unchecked

PUBLISH, CONFIRM, SIGN = (
    f"publishing.{name}_edition" for name in ("publish", "confirm", "sign")
)


@dataclass(frozen=True)
class Waiting:
    """A proposal and what it waits for. is_hers: she can do it; else she made it."""

    proposal: Proposal
    why: str
    is_hers: bool


def waiting_for(user: User) -> list[Waiting]:
    """What this user can do for proposals first; then what others must for hers."""
    if not user.has_perm("publishing.view_proposal"):
        return []
    everything = [*_online(user), *_open(user)]
    own = [
        waiting
        for waiting in everything
        if waiting.is_hers or waiting.proposal.created_by == user
    ]
    return sorted(own, key=lambda waiting: not waiting.is_hers)


def _online(user: User) -> Iterator[Waiting]:
    """What went online in a hurry and nobody else has read."""
    late = Proposal.objects.exclude(emergency="").exclude(edition=None)
    for proposal in late.filter(reviewed_on=None).select_related("edition"):
        may = user.has_perm(CONFIRM) and not no_second(proposal, user)
        yield Waiting(proposal, "staat met spoed online: lees het achteraf na", may)


def _open(user: User) -> Iterator[Waiting]:
    before = visible()
    for proposal in Proposal.objects.filter(edition=None, withdrawn_on=None):
        yield Waiting(proposal, *_next(user, proposal, before))


def _next(user: User, proposal: Proposal, before: changes.Records) -> tuple[str, bool]:
    """What comes next for a proposal, and whether this user may do it."""
    may_publish = user.has_perm(PUBLISH)
    mends = may_publish or proposal.created_by == user
    if proposal.failure:
        return f"ging mis op het geplande moment: {proposal.failure}", mends
    chosen = proposal.all_changes
    try:
        after = changes.apply(before, chosen)
    except changes.Conflict:
        return "is intussen anders online gezet: trek het in en kies opnieuw", mends
    validation = Validation(
        [], sensitive(chosen, before, after), unchecked(chosen, after)
    )
    second, signature = needs(proposal, chosen, validation)
    if second:
        may = user.has_perm(CONFIRM) and not no_second(proposal, user)
        return "een tweede persoon moet dit lezen", may
    if signature:
        return "er moet nog getekend worden", user.has_perm(SIGN)
    if proposal.publish_at:
        when = timezone.localtime(proposal.publish_at)
        return f"gepland voor {when:%d-%m-%Y %H:%M}", False
    return "kan online", may_publish
