"""The admin's forms: nothing typed is lost, nothing unseen is written, every word proofread."""

import math
import re
from itertools import count

from django import forms
from django.db.models import Max
from django.utils.text import capfirst, slugify
from modeltranslation.utils import build_localized_fieldname

from editorial import rules, states
from editorial.models import Entry
from editorial.proofreading import problems_of
from languages.offered import LANGUAGES, SOURCE

from . import style_advice


class WordsField(forms.CharField):
    """Text with the line ends of the seed files, without what Word pastes along.

    A browser sends "\\r\\n". Stored so, saving a form without touching it would look
    like new Dutch words: every translation outdated, every seed kept out.
    """

    def to_python(self, value):
        return tidy(super().to_python(value))


# Invisible, and no editor can find them: soft hyphens, spaces without width, marks of
# direction. Not U+200C and U+200D: Persian and Urdu are written with them.
INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
BULLET = re.compile(r"^[ \t]*[•·▪‣◦\uf0b7][ \t\u00a0]*", re.MULTILINE)


def tidy(text: str) -> str:
    """Words as they are typed here: lists with "- ", plain spaces, nothing invisible."""
    text = (text or "").replace("\r\n", "\n")
    text = BULLET.sub("- ", INVISIBLE.sub("", text))
    return text.replace("\u00a0", " ").replace("\t", " ")


class CarefulForm(forms.ModelForm):
    """Writes only what its editor changed, and never over somebody else's change.

    A translator may have a form open for an hour, the Dutch beside her words. So
    every field brings along how it read when the form was opened.

    restored: values of before, from the history; filled in, and saved like any other
    """

    restored: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            for name in self.restored.keys() & self.fields.keys():
                # what stands there now goes along as for every other field
                self.data = {self.add_initial_prefix(name): self.initial.get(name)}
                self.initial[name] = self.restored[name]
        for field in self.fields.values():
            field.show_hidden_initial = self.instance.pk is not None

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk is not None:
            for name in self._meta.fields or ():
                if name in self.changed_data and name not in self.errors:
                    self._refuse_overwriting(name)
        return cleaned

    def _post_clean(self):
        if self.instance.pk is not None:
            for name in set(self._meta.fields or ()) - set(self.changed_data):
                self.cleaned_data.pop(name, None)  # so what is stored now stays
        super()._post_clean()

    def _typed(self, widget: forms.Widget, name: str):
        return widget.value_from_datadict(self.data, self.files, name)

    def _refuse_overwriting(self, name: str) -> None:
        field, opened = self.fields[name], self.add_initial_prefix(name)
        if opened not in self.data:
            return
        stored = self.get_initial_for_field(field, name)
        seen = self._typed(field.hidden_widget(), opened)
        typed = self._typed(field.widget, self.add_prefix(name))
        if not field.has_changed(stored, seen) or not field.has_changed(stored, typed):
            return
        self.add_error(
            name,
            "Iemand anders veranderde dit terwijl jij bezig was. "
            f"Nu staat er: “{field.prepare_value(stored) or 'niets'}”. Wat jij invulde "
            "staat hier nog. Sla je nog eens op, dan geldt dat van jou.",
        )
        self.data = self.data.copy()  # the next save knows what stands there now
        self.data[opened] = field.prepare_value(stored) or ""


class EntryForm(CarefulForm):
    """Dutch words beside those of one other language; `EntryAdmin` says which."""

    language: str | None = None
    by = ""  # the user at work; the admin sets it
    may_sign = False  # whether she grew up with the language
    known = rules.Known()

    reviewed = forms.BooleanField(
        label="Nagekeken door een moedertaalspreker",
        required=False,
        help_text=(
            "Vink dit aan als je deze taal van huis uit spreekt, en alle tekst op deze "
            "bladzijde naast het Nederlands las: er staat hetzelfde, en het klinkt goed. "
            "Verandert de tekst later, dan vervalt dit vanzelf."
        ),
    )

    typo = forms.BooleanField(
        label="Alleen een tikfout in het Nederlands: de vertalingen kloppen nog",
        required=False,
        help_text="Vink dit aan als de betekenis niet veranderde. Anders geldt elke vertaling als ouder dan het Nederlands.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.dutch_before = self.instance.words(SOURCE)
        self.fields["reviewed"].show_hidden_initial = False
        self.fields["typo"].show_hidden_initial = False
        for field in self._meta.model.WORDS:
            lines = _lines(self.instance.words(SOURCE)[field])
            for code in filter(None, (SOURCE, self.language)):
                column = self.fields.get(build_localized_fieldname(field, code))
                if column:
                    _dress(column, self._meta.model, field, code, lines)
            self._advise(build_localized_fieldname(field, SOURCE))

    def _advise(self, column: str) -> None:
        """Below the Dutch as it stands in the form, saved or refused."""
        if not (field := self.fields.get(column)):
            return  # a translator only reads the Dutch
        # not self[column]: it remembers the help of before
        text = self.get_initial_for_field(field, column)
        if self.is_bound:
            text = self.data.get(self.add_prefix(column))
        field.help_text = style_advice.below(
            field.help_text, text or "", self.known.words, self.instance.is_quiet
        )

    def _post_clean(self):
        super()._post_clean()  # puts what was typed in the instance
        wrong = set(self.errors)  # these did not get there
        for field, code, message in problems_of(self.instance, self.known):
            column = build_localized_fieldname(field, code)
            if column not in wrong and self._is_about(column, code):
                self.add_error(column, message)
        if self.is_reviewed and self._state() == states.State.MISSING:
            self.add_error("reviewed", "Er ontbreekt nog tekst. Vul die eerst in.")

    def save(self, commit=True):
        if self.cleaned_data.get("typo") and self._changes(SOURCE):
            states.still_translated(self.instance, self.dutch_before)
        if self.is_reviewed or self._changes(self.language):
            states.translated(self.instance, self.language)
        if self.is_reviewed:
            states.reviewed(self.instance, self.language, self.by)
        # never states.seeded: a seed must see that an editor was here
        return super().save(commit)

    @property
    def is_tidied(self) -> bool:
        """Whether something was taken out or replaced in what was pasted."""
        typed = (
            str(self.data.get(self.add_prefix(name), "")) for name in self.changed_data
        )
        return any(tidy(text) != text.replace("\r\n", "\n") for text in typed)

    @property
    def is_reviewed(self) -> bool:
        return self.may_sign and bool(self.cleaned_data.get("reviewed"))

    def _is_about(self, column: str, code: str) -> bool:
        """Whether the editor is answerable for these words: she wrote or signed them."""
        signed = self.is_reviewed and code == self.language
        return column in self.fields and (column in self.changed_data or signed)

    def _changes(self, language: str | None) -> bool:
        return language is not None and any(
            build_localized_fieldname(field, language) in self.changed_data
            for field in self.instance.WORDS
        )

    def _state(self) -> states.State:
        return states.state(self.instance, self.language)


class PartForm(EntryForm):
    """A part of something: it gets a key by itself, and comes last unless a position is given."""

    whole = ""  # the field that says what it is a part of

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        position = self.fields.get("position")  # none for anyone who may only look
        if position and self.instance.pk is None:
            position.required = False
            position.help_text = "Leeg: achteraan."
            self.initial["position"] = (kwargs.get("initial") or {}).get("position")

    def save(self, commit=True):
        whole = getattr(self.instance, self.whole)
        others = type(self.instance).objects.filter(**{self.whole: whole})
        if not self.instance.key:
            self.instance.key = self._free_key(whole.key)
        if self.instance.position is None:
            last = others.aggregate(last=Max("position"))["last"]
            self.instance.position = 0 if last is None else last + 1
        return super().save(commit)

    def named_after(self) -> str:
        return next(filter(None, self.instance.words(SOURCE).values()), "")

    def _free_key(self, whole: str) -> str:
        """As "trip/what-now", with a number behind it where that is taken."""
        name = slugify(self.named_after()).replace("_", "-")[:40].strip("-") or "deel"
        name = re.sub(r"-+", "-", name)
        keys = (f"{whole}/{name}{f'-{n}' if n > 1 else ''}" for n in count(1))
        taken = type(self.instance).objects.filter(key__startswith=f"{whole}/")
        taken = set(taken.values_list("key", flat=True))
        return next(key for key in keys if key not in taken)


def _dress(column: forms.Field, model: type[Entry], field: str, code: str, lines: int):
    """Label, language and size of one text, so that a browser spells and mirrors it."""
    language = LANGUAGES[code]
    column.label = capfirst(model._meta.get_field(field).verbose_name)
    column.widget.attrs |= {"lang": code, "dir": language.direction}
    if isinstance(column.widget, forms.Textarea):
        column.widget.attrs["rows"] = lines
    if code == SOURCE:
        column.required = field in model.REQUIRED
    else:
        column.label = f"{column.label} – {language.name}"
        column.help_text = ""  # stands beside the Dutch


def _lines(text: str) -> int:
    """Lines a text takes in a column, and one to write on."""
    lines = sum(math.ceil((len(line) + 1) / 55) for line in text.split("\n"))
    return 1 + (lines if text else 3)
