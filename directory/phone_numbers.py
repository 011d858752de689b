"""Phone numbers: checked and made into links. Never invented, never completed.

The phonenumbers library knows shapes, not truth: it calls 113 invalid and thinks
0800 numbers can be dialled from abroad. So short and service numbers are ours.
"""

import re

import phonenumbers
from django.core.exceptions import ValidationError

SHORT = re.compile(r"11\d|14\d{2,4}")  # emergency and service numbers: as they are
SERVICE = re.compile(r"0[89]00-?\d{4,7}")  # of one country: cannot be dialled abroad

DUTCH_SERVICE = re.compile(r"\+310?(800|900|906|909)")  # 0800-..., written as if abroad


def digits(number: str) -> str:
    """The number without spaces and dashes, as a phone dials it: "+31247247247"."""
    return re.sub(r"[\s().-]", "", number)


def check_number(number: str) -> None:
    """Raise ValidationError unless `number` has the shape of a number one can dial."""
    plain = digits(number)
    if SHORT.fullmatch(plain) or SERVICE.fullmatch(plain):
        return
    try:
        parsed = phonenumbers.parse(plain, "NL")
    except phonenumbers.NumberParseException:
        raise ValidationError(f"“{number}” is geen telefoonnummer.") from None
    if not phonenumbers.is_possible_number(parsed):
        raise ValidationError(f"“{number}” heeft te veel of te weinig cijfers.")


def check_abroad(number: str) -> None:
    """Raise ValidationError where a number is no way in from another country."""
    plain = digits(number)
    if plain and not plain.startswith("+") and plain != "112":
        raise ValidationError(
            {"number_abroad": "Begint met +, of is het Europese 112."}
        )
    if DUTCH_SERVICE.match(plain):
        raise ValidationError(
            {
                "number_abroad": "0800 en 0900 zijn vanuit het buitenland niet te bellen, ook niet met +31 ervoor."
            }
        )


def tel(number: str) -> str:
    """The address behind a number to call: "tel:+31247247247"."""
    return f"tel:{digits(number)}"


def whatsapp(number: str) -> str:
    """The address behind a number to chat with: "https://wa.me/31857737400"."""
    return f"https://wa.me/{digits(number).removeprefix('+')}"
