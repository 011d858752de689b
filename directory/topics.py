"""What one can ask an organisation about, and who may: words for lists and filters."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TOPICS = {
    "danger": _("Danger"),
    "advice": _("Advice and reporting"),
    "abroad": _("Abroad"),
    "shelter": _("Shelter and treatment"),
    "residence": _("Residence permits"),
    "talk": _("Someone to talk to"),
}
AUDIENCES = {
    "self": _("people going through it"),
    "bystander": _("bystanders"),
    "work": _("professionals"),
}


def check_topics(codes: str) -> None:
    """Raise ValidationError unless all of "danger abroad" are topics."""
    _check(codes, TOPICS)


def check_audiences(codes: str) -> None:
    _check(codes, AUDIENCES)


def _check(codes: str, known: dict) -> None:
    for code in codes.split():
        if code not in known:
            raise ValidationError(
                f"“{code}” kan hier niet. Kies uit: {', '.join(known)}."
            )
