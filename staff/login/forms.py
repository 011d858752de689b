"""The forms at the door: a name, a password, and a code from one's own phone."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import authenticate
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django_otp import devices_for_user, match_token
from django_otp.models import Device

WRONG = "Deze naam en dit wachtwoord horen niet bij elkaar. Let op hoofdletters."
WAIT = (
    f"Te vaak geprobeerd. Wacht {settings.AXES_COOLOFF_TIME.seconds // 60} minuten, "
    "en probeer het dan nog eens."
)
WRONG_CODE = (
    "De code klopt niet. Wacht tot je telefoon een nieuwe toont, of neem een "
    "reservecode. Een code werkt één keer."
)
CODE_MISSING = "Vul ook de code van je telefoon in, of een reservecode."


def no_address(request: HttpRequest) -> None:
    """An editor's address decides nothing here, so nobody keeps it."""


class CodeField(forms.CharField):
    """Six digits from an app, or a backup code; typed with spaces or capitals too."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "spellcheck": "false"}
        kwargs = {"label": "Code", "widget": forms.TextInput(attrs), **kwargs}
        super().__init__(max_length=20, **kwargs)

    def to_python(self, value: Any) -> str:
        return "".join((super().to_python(value) or "").lower().split())


class LoginForm(AdminAuthenticationForm):
    """A user with a phone must show its code; one without gets no further than setting it up."""

    code = CodeField(
        required=False,
        help_text="Zes cijfers uit de app op je telefoon, of een reservecode. "
        "Log je voor het eerst in? Laat dit leeg.",
    )

    def clean(self) -> dict[str, Any]:
        assert self.request is not None  # Django's own form can do without; ours cannot
        posted, self.request.POST = self.request.POST, QueryDict()
        try:  # what is kept of a wrong attempt is a name, not what was typed or a draft
            super().clean()
        finally:
            self.request.POST = posted
        user = self.get_user()
        if user is not None and has_phone(user):
            device = checked_code(user, self.cleaned_data.get("code"))
            user.otp_device = device  # type: ignore[attr-defined]
        return self.cleaned_data

    def get_invalid_login_error(self) -> ValidationError:
        is_locked = getattr(self.request, "axes_locked_out", False)
        return ValidationError(WAIT if is_locked else WRONG, code="invalid_login")


class ReauthenticationForm(forms.Form):
    """It is still her: the password and a code, again."""

    password = forms.CharField(
        label="Wachtwoord",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    code = CodeField(
        help_text="Zes cijfers uit de app op je telefoon, of een reservecode."
    )

    def __init__(
        self, request: HttpRequest, data: QueryDict | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned, user = self.cleaned_data, self.request.user
        if self.errors:
            return cleaned
        posted, self.request.POST = self.request.POST, QueryDict()  # as in LoginForm
        try:
            known = authenticate(
                self.request,
                username=user.get_username(),
                password=cleaned["password"],
            )
        finally:
            self.request.POST = posted
        if known != user:
            is_locked = getattr(self.request, "axes_locked_out", False)
            raise ValidationError(WAIT if is_locked else "Het wachtwoord klopt niet.")
        checked_code(user, cleaned["code"])
        return cleaned


def has_phone(user: User | AnonymousUser) -> bool:
    """Whether somebody set up the second step. Backup codes come with it."""
    return any(devices_for_user(user))


def needs_phone(request: HttpRequest) -> bool:
    """Whether this is an editor who logged in, and has no second step yet."""
    user = request.user
    is_staff = user.is_authenticated and user.is_active and user.is_staff
    return is_staff and not took_second_step(user) and not has_phone(user)


def took_second_step(user: User | AnonymousUser) -> bool:
    """Whether a code was shown in this session: from django-otp's middleware, or just now."""
    return getattr(user, "otp_device", None) is not None


def checked_code(user: User, code: str | None) -> Device:
    """The device whose code this is. Raises ValidationError, in words for the form."""
    if not code:
        raise ValidationError({"code": CODE_MISSING})
    device = match_token(user, code)  # after a wrong one each device waits ever longer
    if device is None:
        raise ValidationError({"code": WRONG_CODE})
    return device
