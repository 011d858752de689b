"""What the admin's forms for pages and their parts insist on, beyond their fields."""

from django.core.exceptions import ValidationError

from content import origin
from content.models import IndexWord, Page, Wing
from content.token_values import FRAME_PAGES
from editorial.admin.forms import CarefulForm, EntryForm, PartForm


def used_numbers() -> set[int]:
    """Every number a quiet page has or ever had: the register's, and the database's."""
    stored = Page.objects.exclude(number=None).values_list("number", flat=True)
    return {int(number) for number in origin.register_of_numbers()} | set(stored)


def next_number() -> int:
    return max(used_numbers(), default=0) + 1


class PageForm(EntryForm):
    def clean_number(self):
        number = self.cleaned_data["number"]
        if self.instance.pk is None and number in used_numbers():
            raise ValidationError(
                f"Nummer {number} is of was al van een andere pagina. Vrij is {next_number()}."
            )
        return number

    def clean(self):
        """A quiet page is found by its number, an open one by its words."""
        cleaned = super().clean()
        if cleaned.get("retired_on"):
            self._refuse_retiring(cleaned)
        if self.instance.pk is not None:
            return cleaned
        needed, other = ("number", "slug")
        if cleaned.get("wing") == Wing.OPEN:
            needed, other = other, needed
        cleaned[other] = None
        if not cleaned.get(needed) and needed not in self.errors:
            self.add_error(needed, "Zonder dit heeft de pagina geen adres.")
        return cleaned

    def _refuse_retiring(self, cleaned):
        """What every page leads to must stay; what goes leads to a page that stays."""
        page, on = self.instance, cleaned.get("next_page", self.instance.next_page)
        if page.layout != Page.Layout.PAGE or page.key in FRAME_PAGES:
            self.add_error(
                "retired_on", "Elke pagina leidt hierheen; deze moet blijven."
            )
        elif on is None or on == page or on.retired_on:
            self.add_error(
                "next_page", "Kies een pagina die blijft: daarheen leidt dit adres."
            )


class SectionForm(PartForm):
    whole = "page"

    def clean(self):
        cleaned = super().clean()
        page = cleaned.get("page")
        if (
            page
            and page.high_risk
            and (cleaned.get("season") or cleaned.get("season_from"))
        ):
            self.add_error(
                "season_from",
                "Op een pagina met hoog risico komt niets vooraan: wie haar kent, weet waar de stap staat.",
            )
        if page and not cleaned.get("sources") and not page.sources.exists():
            self.add_error(
                "sources",
                "Kies waar dit vandaan komt: hier, of één keer voor de hele pagina.",
            )
        return cleaned


class SignalForm(PartForm):
    whole = "signal_list"


class SignalListForm(EntryForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "sources" in self.fields:  # not for anyone who may only look
            self.fields["sources"].required = True


class IndexWordForm(CarefulForm):
    def save(self, commit=True):
        if not self.instance.key:
            word = self.instance
            word.key = IndexWord.key_of(word.language, word.word)
        return super().save(commit)
