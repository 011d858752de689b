"""The page of the admin where texts go to translators and come back."""

import base64
import binascii

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from editorial.working_language import TRANSLATIONS, dutch_name

from . import exchange, xliff

GUIDE = "TRANSLATING.md"  # for anyone who translates: sent along with the file


class UploadForm(forms.Form):
    file = forms.FileField(label="Bestand van de vertaler (XLIFF)")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > xliff.LARGEST:
            raise forms.ValidationError("Dit bestand is te groot om van ons te zijn.")
        return file.read()


def exchange_view(request):
    """Download what is missing or outdated; upload; look at what changes; write it."""
    may = request.user.has_perm
    if not may("content.view_page"):
        raise PermissionDenied
    if (code := request.GET.get("haal")) in TRANSLATIONS:
        return _attached(
            exchange.export(code), "application/x-xliff+xml", f"teksten-{code}.xlf"
        )
    if "uitleg" in request.GET:
        guide = (settings.BASE_DIR / GUIDE).read_bytes()
        return _attached(guide, "text/markdown; charset=utf-8", GUIDE)
    form, context = UploadForm(), {}
    if request.method == "POST":
        if not may("content.change_page"):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES)
        try:
            if "kept" in request.POST:
                return _write(request)
            if form.is_valid():
                context = _look(form.cleaned_data["file"])
        except xliff.NotXliff as error:
            form.add_error("file", str(error))
    languages = [
        {
            "code": code,
            "name": dutch_name(code),
            "count": sum(1 for _ in exchange.to_translate(code)),
        }
        for code in TRANSLATIONS
    ]
    context |= admin.site.each_context(request) | {
        "title": "Uitwisselen met vertalers",
        "form": form,
        "languages": languages,
        "may_change": may("content.change_page"),
    }
    return TemplateResponse(request, "desk/exchange.html", context)


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _look(data: bytes) -> dict:
    language, incoming = exchange.plan(data)
    return {
        "looked": True,
        "language_name": dutch_name(language),
        "language": language,
        "written": [text for text in incoming if text.changes and not text.refused],
        "refused": [text for text in incoming if text.refused],
        "same": sum(not text.changes and not text.refused for text in incoming),
        "kept": base64.b64encode(data).decode(),
    }


def _write(request) -> HttpResponse:
    """Judged anew: between looking and writing somebody may have changed the Dutch."""
    try:
        data = base64.b64decode(request.POST["kept"], validate=True)
    except (ValueError, binascii.Error) as error:
        raise xliff.NotXliff("Dit is geen XLIFF-bestand.") from error
    language, incoming = exchange.plan(data)
    written = exchange.apply(incoming)
    refused = sum(bool(text.refused) for text in incoming)
    messages.success(
        request,
        f"{written} tekst{'en' if written != 1 else ''} bijgewerkt in het {dutch_name(language)}; {refused} geweigerd. Online komt dit pas bij Publiceren.",
    )
    return HttpResponseRedirect(request.path)
