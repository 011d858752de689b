"""Find a phrase in every text, in every language: before a word is changed everywhere."""

import re
from dataclasses import dataclass

from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse

from editorial.models import Entry
from languages.offered import CODES, LANGUAGES, SOURCE

AROUND = 60  # signs shown on either side


@dataclass(frozen=True)
class Found:
    """before, phrase, after: the words around it; url: of the form where it stands"""

    entry: Entry
    field: str
    language: object
    before: str
    phrase: str
    after: str

    @property
    def url(self) -> str:
        thing, code = with_a_form(self.entry), self.language.code
        name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change"
        query = "" if code == SOURCE else f"?taal={code}"
        return reverse(name, args=[thing.pk]) + query


class PhraseForm(forms.Form):
    phrase = forms.CharField(
        label="Zin of woord",
        min_length=2,
        max_length=200,
        widget=forms.TextInput({"class": "vTextField", "dir": "auto"}),
    )


def with_a_form(thing):
    """The thing, or where it has no form of its own the whole in whose form it stands."""
    known = admin.site.is_registered
    if known(type(thing)):
        return thing
    wholes = (field for field in thing._meta.fields if known(field.related_model))
    return getattr(thing, next(wholes).name)


def find(phrase: str) -> list[Found]:
    """Every place where the phrase stands, capitals or not, across line ends."""
    pattern = re.compile(r"\s+".join(map(re.escape, phrase.split())), re.IGNORECASE)
    return [
        Found(
            entry,
            str(entry._meta.get_field(field).verbose_name),
            LANGUAGES[code],
            text[max(0, match.start() - AROUND) : match.start()],
            match[0],
            text[match.end() : match.end() + AROUND],
        )
        for model in apps.get_models()
        if issubclass(model, Entry) and model.WORDS
        for entry in model.objects.all()
        for code in CODES
        for field, text in entry.words(code).items()
        for match in pattern.finditer(text)
    ]


def phrase_view(request):
    if not request.user.has_perm("content.view_page"):
        raise PermissionDenied
    form = PhraseForm(request.GET or None)
    context = admin.site.each_context(request) | {"title": "Zoek een zin", "form": form}
    if form.is_valid():
        context["places"] = find(form.cleaned_data["phrase"])
    return TemplateResponse(request, "desk/text_search.html", context)
