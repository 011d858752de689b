"""School holidays in the admin, and the government's list held against them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from content.holiday_feed import (
    LARGEST,
    FeedError,
    Finding,
    Standing,
    compare,
    parse,
    store,
)
from content.models import SchoolHoliday
from content.models.holidays import holiday_key
from editorial.admin.entries import CarefulAdmin
from editorial.admin.forms import CarefulForm

NAMES = {Standing.NEW: "nieuw", Standing.CHANGED: "anders", Standing.SAME: "hetzelfde"}


class SchoolHolidayForm(CarefulForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "sources" in self.fields:  # not for who may only look
            self.fields["sources"].required = True

    def save(self, commit=True):
        if not self.instance.key:
            holiday = self.instance
            holiday.key = holiday_key(holiday.school_year, holiday.kind, holiday.region)
        return super().save(commit)


class ListForm(forms.Form):
    """The official list, as the file it was fetched as; or, the second time, its words."""

    file = forms.FileField(label="Bestand (JSON)", required=False)
    text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def clean(self):
        cleaned = super().clean()
        file = cleaned.get("file")
        content = file.read(LARGEST + 1) if file else cleaned["text"].encode()
        if not content:
            raise forms.ValidationError("Kies eerst een bestand.")
        try:
            cleaned["findings"] = compare(parse(content))
            cleaned["text"] = content.decode()
        except (FeedError, UnicodeDecodeError) as error:
            why = error if isinstance(error, FeedError) else "is geen tekst."
            raise forms.ValidationError(f"Dit bestand {why}") from None
        return cleaned


@admin.register(SchoolHoliday)
class SchoolHolidayAdmin(CarefulAdmin):
    """When which region has its holiday. The key is made of the first three fields."""

    form = SchoolHolidayForm
    fields = ("school_year", "kind", "region", "first", "last", "sources")
    fixed = ("school_year", "kind", "region")
    list_display = ("__str__", "first", "last")
    list_filter = ("school_year", "kind", "region")

    def get_urls(self):
        view = self.admin_site.admin_view(self.list_view)
        return [
            path("lijst/", view, name="content_schoolholiday_list"),
            *super().get_urls(),
        ]

    def list_view(self, request):
        """Show what the official list says otherwise; take it over when asked to."""
        if not (
            self.has_add_permission(request) and self.has_change_permission(request)
        ):
            raise PermissionDenied
        is_sent = request.method == "POST"
        form = ListForm(*(request.POST, request.FILES) if is_sent else ())
        findings: list[Finding] = []
        if is_sent and form.is_valid():
            findings = form.cleaned_data["findings"]
            if "save" in request.POST:
                store(findings, timezone.localdate())
                messages.success(
                    request, "Overgenomen. Het komt online als iemand het publiceert."
                )
                return HttpResponseRedirect(
                    reverse("admin:content_schoolholiday_changelist")
                )
        context = self.admin_site.each_context(request) | {
            "title": "De lijst van de Rijksoverheid ernaast leggen",
            "opts": self.opts,
            "form": form,
            "text": form.cleaned_data.get("text", "") if findings else "",
            "is_read": bool(findings),
            "differing": [
                (NAMES[finding.standing], finding)
                for finding in findings
                if finding.standing != Standing.SAME
            ],
            "same": sum(finding.standing == Standing.SAME for finding in findings),
        }
        return TemplateResponse(
            request, "admin/content/schoolholiday/list.html", context
        )
