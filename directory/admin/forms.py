"""What the admin's form for a way of contact insists on, beyond its fields."""

from django.utils import timezone

from editorial.admin.forms import PartForm

PROOF = ("read_in_source_on", "confirmed_on", "phoned_on")
PROVEN = {
    "number_nl": "Waar en wanneer las je dit nieuwe nummer? Vul de bron en de dag in, of de dag waarop je belde.",
    "number_abroad": "Waar en wanneer las je dit nieuwe nummer? Vul de bron en de dag in, of de dag waarop je belde.",
    "url": "Waar en wanneer las je dit nieuwe adres? Vul de bron en de dag in.",
    "hours": "Waar en wanneer las je deze nieuwe tijden? Vul de bron en de dag in, of de dag waarop je belde.",
}


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
        if bool(cleaned.get("confirmed_in")) != bool(cleaned.get("confirmed_on")):
            self.add_error(
                "confirmed_on", "Vul bij bevestigd allebei in: de bron en haar datum."
            )
        if self.instance.pk is not None:
            self._ask_for_proof(cleaned)
        return cleaned

    def _ask_for_proof(self, cleaned):
        """What is new was read or phoned on a day of its own."""
        new = [
            name for name in PROVEN if name in self.changed_data and cleaned.get(name)
        ]
        if new and not any(self._is_fresh(name, cleaned) for name in PROOF):
            self.add_error("read_in_source_on", PROVEN[new[0]])

    def _is_fresh(self, name, cleaned) -> bool:
        day = cleaned.get(name)
        return bool(day) and (name in self.changed_data or day == timezone.localdate())

    def save(self, commit=True):
        """What was looked at today is not late tonight."""
        self.instance.mark(timezone.localdate())
        return super().save(commit)


class LocalNumberForm(PartForm):
    whole = "country"

    def named_after(self):
        return self.instance.service
