"""Setting up the second step: a phone's app, tried once, and ten codes for without it."""

from base64 import b32encode

import segno
from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_variables
from django_otp import login as otp_login
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from .forms import WRONG_CODE, CodeField, needs_phone
from .reauthentication import mark_authenticated, recently_authenticated

BACKUP_CODES = 10
PHONE, BACKUP = "telefoon", "reservecodes"  # names of devices


class ConfirmForm(forms.Form):
    """The first code shows that the phone has the secret."""

    code = CodeField(label="Code die je telefoon nu toont")

    def __init__(self, phone: TOTPDevice, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.phone = phone

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        with transaction.atomic():
            phone = TOTPDevice.objects.select_for_update().get(pk=self.phone.pk)
            if not phone.verify_token(code):
                raise ValidationError(WRONG_CODE)
            self.phone = phone
        return code


@never_cache
@csrf_protect
def second_step(request: HttpRequest) -> HttpResponse:
    """Set it up, before anything else; afterwards see and renew what there is."""
    if needs_phone(request):
        return _set_up(request)
    if not admin.site.has_permission(request):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    return _renew(request)


@recently_authenticated
def _renew(request: HttpRequest) -> HttpResponse:
    """Other codes, or another phone. Both after showing who one is."""
    asked = request.POST.get("renew")
    if asked == BACKUP:
        return _codes(request)
    if asked == PHONE or "code" in request.POST:
        return _set_up(request)
    context = {
        "title": "Tweede stap bij het inloggen",
        "left": StaticToken.objects.filter(device__user=request.user).count(),
        "phone": TOTPDevice.objects.filter(user=request.user, confirmed=True).first(),
    }
    return _page(request, "second_step", context)


def _set_up(request: HttpRequest) -> HttpResponse:
    phone, _ = TOTPDevice.objects.get_or_create(
        user=request.user, confirmed=False, defaults={"name": PHONE}
    )
    form = ConfirmForm(phone, request.POST if "code" in request.POST else None)
    if not form.is_valid():
        secret = b32encode(phone.bin_key).decode()
        context = {
            "title": "Koppel je telefoon",
            "form": form,
            "qr": segno.make(phone.config_url, micro=False).svg_data_uri(scale=5),
            "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        }
        return _page(request, "set_up", context)
    with transaction.atomic():
        TOTPDevice.objects.filter(user=request.user).exclude(pk=phone.pk).delete()
        form.phone.confirmed = True
        form.phone.save(update_fields=["confirmed"])
    request.session.cycle_key()  # half logged in is another session than wholly
    otp_login(request, form.phone)
    mark_authenticated(request)
    return _codes(request)


@sensitive_variables("codes")
def _codes(request: HttpRequest) -> HttpResponse:
    """Ten new codes, shown this once; the old ones no longer work."""
    codes = [StaticToken.random_token() for _ in range(BACKUP_CODES)]
    with transaction.atomic():
        StaticDevice.objects.filter(user=request.user).delete()
        device = StaticDevice.objects.create(user=request.user, name=BACKUP)
        device.token_set.bulk_create(
            StaticToken(device=device, token=code) for code in codes
        )
    context = {"title": "Je reservecodes", "codes": codes, "next": _next(request)}
    return _page(request, "codes", context)


def _next(request: HttpRequest) -> str:
    """Where she was going; only ever an address of our own."""
    wanted = request.GET.get("next", "")
    hosts, is_secure = {request.get_host()}, request.is_secure()
    if url_has_allowed_host_and_scheme(wanted, hosts, require_https=is_secure):
        return wanted
    return reverse("admin:index")


def _page(request: HttpRequest, name: str, context: dict) -> TemplateResponse:
    context = admin.site.each_context(request) | context
    return TemplateResponse(request, f"admin/staff/{name}.html", context)


def forget_second_step(user: User) -> None:
    """Let somebody who lost phone and codes set it up anew at the next login."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
