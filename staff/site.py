"""The admin with our doors: nobody gets in on a password alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from .disk import warning
from .forms.interrupted_forms import PREFIX, is_asked, page, without_ours
from .login.forms import LoginForm, needs_phone, took_second_step
from .login.reauthentication import is_too_long_ago
from .login.second_step import second_step


class StaffSite(admin.AdminSite):
    """Django's admin, behind a second step that everybody has to set up first."""

    login_form = LoginForm
    login_template = "admin/staff/login.html"

    def has_permission(self, request: HttpRequest) -> bool:
        return (
            super().has_permission(request)
            and took_second_step(request.user)
            and not is_too_long_ago(request)
        )

    def admin_view(  # type: ignore[override]
        self, view: Callable, cacheable: bool = False
    ) -> Callable:
        """As Django's; but a form sent after the session ended asks to log in, and goes on."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            is_late = request.method == "POST" and not self.has_permission(request)
            asks = is_late and request.path != reverse("admin:logout")
            if asks and (question := self.log_in_first(request)):
                return question
            return inner(request, *args, **kwargs)

        return guarded

    def log_in_first(self, request: HttpRequest) -> HttpResponse | None:
        """The page that asks who she is, or None once she has answered."""
        data = request.POST if is_asked(request) else None
        form = LoginForm(request, data, prefix=PREFIX)
        if form.is_valid():
            login(request, form.get_user())
            request.POST = without_ours(request)  # type: ignore[assignment]
            return None
        return page(
            request,
            "Log opnieuw in",
            "Je was een tijd weg en bent uitgelogd. Wat je invulde is er nog: log in, "
            "en het wordt alsnog bewaard. Ga niet terug, dan raak je het kwijt.",
            form,
            button="Inloggen en bewaren",
        )

    def index(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> TemplateResponse:
        details = {"disk_warning": warning(), **(extra_context or {})}
        return super().index(request, details)

    def login(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        if needs_phone(request):
            query = urlencode({"next": request.GET.get("next", "")})
            return HttpResponseRedirect(f"{reverse('admin:second_step')}?{query}")
        return super().login(request, {"title": "Inloggen", **(extra_context or {})})

    def get_urls(self) -> list:
        return [
            path("tweede-stap/", second_step, name="second_step"),
            *super().get_urls(),
        ]
