"""What the admin's form for a way of contact insists on, beyond its fields."""

from django.utils import timezone

from editorial.forms import PartForm


class ContactMethodForm(PartForm):
    whole = "organisation"

    def named_after(self):
        return self.instance.kind

    def clean(self):
        """A number that was phoned is offered to call: the date is of that number only."""
        cleaned = super().clean()
        phoned = cleaned.get("phoned_on")
        is_old = "phoned_on" not in self.changed_data and phoned != timezone.localdate()
        if phoned and is_old and {"number_nl", "number_abroad"} & {*self.changed_data}:
            self.add_error(
                "phoned_on",
                "Deze dag hoort bij het oude nummer. Bel het nieuwe nummer en vul die dag in, of maak dit leeg.",
            )
        return cleaned

    def save(self, commit=True):
        """What was looked at today is not late tonight."""
        self.instance.mark(timezone.localdate())
        return super().save(commit)


class LocalNumberForm(PartForm):
    whole = "country"

    def named_after(self):
        return self.instance.service
