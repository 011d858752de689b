"""What tests of the admin share: a section, and forms as a browser sends them."""

import time

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from content.models import Section
from editorial import states

BOXES = (forms.BooleanField, forms.ModelMultipleChoiceField)


def phone_of(user) -> TOTPDevice:
    """The phone of an editor who set up the second step long ago."""
    return TOTPDevice.objects.create(user=user, name="telefoon", confirmed=True)


def code_of(phone: TOTPDevice, later: int = 0) -> str:
    """What the phone shows; `later`: so many codes after this one, for each works once."""
    return code_from(phone.bin_key, later)


def code_from(key: bytes, later: int = 0) -> str:
    return f"{totp(key, t0=-30 * later):06}"


def log_in(client, user):
    """Both steps taken, just now."""
    client.force_login(user)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = phone_of(user).persistent_id
    session["authenticated_at"] = time.time()
    session.save()
    return client


def person(role: str, *languages: str, name: str = ""):
    """Somebody with one role, made by `seed_roles`, and her languages."""
    user = get_user_model().objects.create_user(name or role.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    for code in languages:
        user.speaks.create(language=code)
    return user


def translated_section() -> Section:
    """A section that is translated, as a seed would have left it."""
    section = Section.objects.filter(page__key="trip").first()
    section.set_words("nl", {"heading": "Kop", "body": "Bel [bz].\n\nNog iets."})
    section.set_words("en", {"heading": "Heading", "body": "Call [bz]."})
    section.set_words("ar", {"heading": "عنوان", "body": "اتصل [bz]."})
    for code in ("nl", "en", "ar"):
        states.seeded(section, code)
        states.translated(section, code)
    section.save()
    return section


def address(thing, language: str = "") -> str:
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change"
    return reverse(name, args=[thing.pk]) + (f"?taal={language}" if language else "")


def opened(client, url: str) -> dict:
    """What a browser would send when the form at `url` is saved untouched."""
    response = client.get(url)
    assert response.status_code == 200
    form = response.context["adminform"].form
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    data = {}
    forms = [form, *(part.management_form for part in formsets)]
    for part in forms + [form for formset in formsets for form in formset.forms]:
        for field in part:
            value = field.field.prepare_value(field.value())
            if hasattr(value, "strftime"):
                value = value.strftime("%d-%m-%Y")
            if not value and isinstance(field.field, BOXES):
                continue  # a browser sends no empty boxes
            value = "" if value is None else value
            if isinstance(value, str):  # as browsers send it
                value = value.replace("\r\n", "\n").replace("\n", "\r\n")
            data[field.html_name] = value
            if field.field.show_hidden_initial:
                data[field.html_initial_name] = value
    data.pop("reviewed", None)
    return data


def save(client, thing, language: str = "", **changes):
    url = address(thing, language)
    return client.post(url, opened(client, url) | changes)


def errors(response) -> str:
    assert response.status_code == 200
    return str(response.context["errors"])
