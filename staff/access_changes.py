"""Who changed what somebody may do here, or how she gets in: said to her and to all who publish.

The admin's own log holds them. One administrator can do all of this alone; so that she cannot
do it unseen, others hear of it (SECURITY.md).
"""

import logging
from datetime import timedelta
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

SHOWN_FOR = timedelta(days=30)
LETTER = """{who} veranderde op {on} iets aan de toegang van {about}: {what}

Was dat niet afgesproken? Vraag het {who} zelf, niet per mail.
"""

log = logging.getLogger(__name__)


def recent(user: User) -> list[LogEntry]:
    """What others changed in the last thirty days that this person is to hear of, newest first."""
    entries = LogEntry.objects.filter(
        content_type__app_label=User._meta.app_label,
        content_type__model=User._meta.model_name,
        action_time__gte=timezone.now() - SHOWN_FOR,
    )
    if not user.has_perm("publishing.publish_edition"):
        entries = entries.filter(object_id=str(user.pk))
    others = entries.exclude(user=user).select_related("user")
    return list(others.order_by("-action_time"))


def announce(entry: LogEntry) -> None:
    """Mail it, once it is saved, where mail is set up. What cannot be sent stands on the desk."""
    if settings.EMAIL_URL:
        transaction.on_commit(partial(_send, entry))


def hearers(entry: LogEntry) -> list[User]:
    """The person it is about, and everybody who publishes; not who did it."""
    may_publish = Q(is_superuser=True) | Q(
        groups__permissions__codename="publish_edition",
        groups__permissions__content_type__app_label="publishing",
    )
    users = User.objects.filter(Q(pk=entry.object_id) | may_publish, is_active=True)
    return list(users.exclude(pk=entry.user_id).exclude(email="").distinct())


def _send(entry: LogEntry) -> None:
    text = LETTER.format(
        who=entry.user,
        on=timezone.localtime(entry.action_time).strftime("%d-%m-%Y %H:%M"),
        about=entry.object_repr,
        what=entry.get_change_message() or entry.get_action_flag_display(),
    )
    for user in hearers(entry):
        try:
            send_mail("Beheer: toegang veranderd", text, None, [user.email])
        except (OSError, SMTPException):
            log.exception("A letter about a change of access could not be sent.")
