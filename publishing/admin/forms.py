"""What the pages of the admin for publishing ask."""

from django import forms
from django.utils import timezone

from publishing.models import Proposal


class NoteForm(forms.ModelForm):
    class Meta:
        model = Proposal
        fields = ["note"]
        widgets = {"note": forms.TextInput({"class": "vTextField"})}


class EmergencyForm(forms.ModelForm):
    emergency = forms.CharField(
        label="Waarom kan dit niet wachten?",
        max_length=200,
        widget=forms.TextInput({"class": "vTextField"}),
        help_text="Wordt bewaard. Het blijft in de lijst “achteraf nakijken” tot iemand anders het las.",
    )

    class Meta:
        model = Proposal
        fields = ["emergency"]


class ScheduleForm(forms.ModelForm):
    publish_at = forms.DateTimeField(
        label="Wanneer?",
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Nederlandse tijd.",
    )

    class Meta:
        model = Proposal
        fields = ["publish_at"]

    def clean_publish_at(self):
        moment = self.cleaned_data["publish_at"]
        if moment <= timezone.now():
            raise forms.ValidationError("Dit moment is al voorbij.")
        return moment


class DayForm(forms.Form):
    day = forms.DateField(
        label="Wat stond er op",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
