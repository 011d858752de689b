"""A password typed this morning is not enough for what reaches far: it is asked again."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from ..forms.interrupted_forms import PREFIX, is_asked, page, without_ours
from .forms import ReauthenticationForm

AUTHENTICATED_AT, SINCE = "authenticated_at", "since"


@receiver(user_logged_in)
def remember(
    sender: type[User], request: HttpRequest, user: User, **kwargs: Any
) -> None:
    """Whoever logs in has just shown who she is; without a phone, only half."""
    request.session[SINCE] = time.time()
    if getattr(user, "otp_device", None):
        mark_authenticated(request)


def mark_authenticated(request: HttpRequest) -> None:
    """Remember that she has just shown who she is; before anything is done on account of it."""
    request.session[AUTHENTICATED_AT] = time.time()
    request.session.save()


def recently_authenticated(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """Let a POST through only shortly after password and code; else ask them first.

    For publishing and for users: `method_decorator(recently_authenticated, name="changeform_view")`,
    or around a plain view. What was posted goes along and is done after the answer.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and (question := _question(request)):
            return question
        return view(request, *args, **kwargs)

    return guarded


def _question(request: HttpRequest) -> HttpResponse | None:
    """The page that asks, or None when she has answered."""
    age = time.time() - request.session.get(AUTHENTICATED_AT, 0)
    if age <= settings.REAUTHENTICATION_LASTS:
        request.POST = without_ours(request)  # type: ignore[assignment]
        return None
    data = request.POST if is_asked(request) else None
    form = ReauthenticationForm(request, data, prefix=PREFIX)
    if form.is_valid():
        mark_authenticated(request)
        request.POST = without_ours(request)  # type: ignore[assignment]
        return None
    return page(
        request,
        "Ben jij het nog?",
        "Dit reikt ver. Vul daarom nog een keer je wachtwoord en een code in. Wat je "
        "deed, gaat daarna vanzelf door.",
        form,
    )


def is_too_long_ago(request: HttpRequest) -> bool:
    """Whether she logged in so long ago that she must do it again."""
    since = request.session.get(SINCE)
    return since is not None and time.time() - since > settings.LONGEST_SESSION
