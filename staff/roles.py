"""Who may do what: six roles, and the languages a translator may write in.

A role is a group of Django's with exactly these permissions; `seed_roles` makes it so
again at every deploy. A person may have several. A translator has no permission to
change anything: `may_translate` lets her through one column at a time, so code that
knows nothing of translators refuses them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.db import transaction
from django.db.models import Model

from .edition_policy import edition_models

ALL = ("view", "add", "change", "delete")
CONTENT = "*"  # stands for every app whose records are in editions


May = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Role:
    """A group and what it may. does: in words; also: permissions one by one.

    may: actions by app; under CONTENT those of every app whose records are in editions
    """

    name: str
    does: str
    may: May = field(default_factory=dict)
    also: tuple[str, ...] = ()


LOOK: May = dict.fromkeys((CONTENT, "publishing"), ("view",))
LISTEN: May = {"speech": ("view", "add", "delete")}
WRITE: May = LOOK | {CONTENT: ALL}

ROLES = [
    Role("Lezer", "leest alles, ook wat nog niet online staat", LOOK),
    Role("Vertaler", "vertaalt in eigen talen", LOOK, ("staff.translate",)),
    Role(
        "Redacteur",
        "verandert teksten, contacten en landen, en stelt voor wat online gaat",
        WRITE,
        ("publishing.add_proposal",),
    ),
    Role(
        "Publicist",
        "doet dat ook, leest mee als tweede, en publiceert",
        WRITE | LISTEN,
        ("publishing.add_proposal",)
        + tuple(
            f"publishing.{step}_edition" for step in ("publish", "confirm", "sign")
        ),
    ),
    Role(
        "Luisteraar",
        "beluistert wat wordt voorgelezen, en spreekt zelf in, in eigen talen",
        LOOK | LISTEN,
    ),
    Role(
        "Beheerder",
        "geeft mensen toegang, een rol en hun talen",
        LOOK | {"auth": ("view",)},
        ("auth.add_user", "auth.change_user", "auth.delete_user")
        + tuple(f"staff.{action}_speaks" for action in ALL),
    ),
]


@transaction.atomic
def seed_roles() -> None:
    """Make every role's group hold exactly what it may. Touches no other group."""
    codes = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role.name)
        group.permissions.set(codes[code] for code in _codes(role, codes))


def _codes(role: Role, known: Iterable[str]) -> set[str]:
    may = {*role.also}
    for model in edition_models():
        may |= {_code(model, action) for action in role.may.get(CONTENT, ())}
    starts = tuple(
        f"{app}.{action}_"
        for app, actions in role.may.items()
        if app != CONTENT
        for action in actions
    )
    return {code for code in known if code in may or code.startswith(starts)}


def _code(model: type[Model], action: str) -> str:
    return f"{model._meta.app_label}.{get_permission_codename(action, model._meta)}"


KEPT = "spoken_languages"  # an attribute of a user, for as long as a request


def languages_of(user: User | AnonymousUser) -> frozenset[str]:
    """The languages somebody grew up with. Asked for many times a page: one query."""
    if not hasattr(user, KEPT):
        spoken = user.speaks.values_list("language", flat=True) if user.pk else ()
        setattr(user, KEPT, frozenset(spoken))
    return getattr(user, KEPT)


def may_translate(user: User | AnonymousUser, language: str | None) -> bool:
    """Whether somebody may write the words of one language: hers, and not the Dutch."""
    return (
        language is not None
        and language != settings.LANGUAGE_CODE
        and user.has_perm("staff.translate")
        and language in languages_of(user)
    )


def may_sign(user: User | AnonymousUser, language: str) -> bool:
    """Whether somebody may say that a native speaker read it, or heard it: she is one."""
    return user.is_superuser or language in languages_of(user)
