"""The admin with our doors: nobody gets in on a password alone."""

from functools import wraps
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.auth import login
from django.http import HttpResponseRedirect
from django.urls import path, reverse

from .disk import warning
from .interrupted_forms import PREFIX, is_asked, page, without_ours
from .login_forms import LoginForm, needs_phone, took_second_step
from .reauthentication import is_too_long_ago
from .second_step import second_step


class Desk(admin.AdminSite):
    """Django's admin, behind a second step that everybody has to set up first."""

    login_form = LoginForm
    login_template = "admin/staff/login.html"

    def has_permission(self, request):
        return (
            super().has_permission(request)
            and took_second_step(request.user)
            and not is_too_long_ago(request)
        )

    def admin_view(self, view, cacheable=False):
        """As Django's; but a form sent after the session ended asks to log in, and goes on."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request, *args, **kwargs):
            is_late = request.method == "POST" and not self.has_permission(request)
            asks = is_late and request.path != reverse("admin:logout")
            if asks and (question := self.log_in_first(request)):
                return question
            return inner(request, *args, **kwargs)

        return guarded

    def log_in_first(self, request):
        """The page that asks who she is, or None once she has answered."""
        data = request.POST if is_asked(request) else None
        form = LoginForm(request, data, prefix=PREFIX)
        if form.is_valid():
            login(request, form.get_user())
            request.POST = without_ours(request)
            return None
        return page(
            request,
            "Log opnieuw in",
            "Je was een tijd weg en bent uitgelogd. Wat je invulde is er nog: log in, "
            "en het wordt alsnog bewaard. Ga niet terug, dan raak je het kwijt.",
            form,
            button="Inloggen en bewaren",
        )

    def index(self, request, extra_context=None):
        details = {"disk_warning": warning(), **(extra_context or {})}
        return super().index(request, details)

    def login(self, request, extra_context=None):
        if needs_phone(request):
            query = urlencode({"next": request.GET.get("next", "")})
            return HttpResponseRedirect(f"{reverse('admin:second_step')}?{query}")
        return super().login(request, {"title": "Inloggen", **(extra_context or {})})

    def get_urls(self):
        return [
            path("tweede-stap/", second_step, name="second_step"),
            *super().get_urls(),
        ]
