"""What was published, when, by whom and why; and the button that publishes."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from editorial.chosen import dutch_name
from editorial.proofreading import problems_now
from staff.proof import proven

from . import live
from .build import BuildError
from .models import Edition
from .store import Store


class PublishForm(forms.ModelForm):
    class Meta:
        model = Edition
        fields = ["note"]
        widgets = {"note": forms.TextInput({"class": "vTextField"})}


@admin.register(Edition)
class EditionAdmin(admin.ModelAdmin):
    """Editions are what was said. Nobody changes that afterwards."""

    list_display = ("number", "created_on", "created_by", "note")
    list_display_links = ("number", "note")
    list_select_related = ("created_by",)
    search_fields = ("note",)
    fields = ("number", "created_on", "created_by", "note", "digest")

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).defer("snapshot")  # the whole site

    def get_list_display(self, request):
        now = live_edition()  # asked once a list

        @admin.display(description="staat online", boolean=True)
        def is_live(edition):
            return edition.number == now

        return [*self.list_display, is_live]

    def get_urls(self):
        view = self.admin_site.admin_view(proven(self.publish_view))
        return [path("add/", view, name="publishing_edition_add"), *super().get_urls()]

    def publish_view(self, request):
        """One question, why; then the site says what the working copy says."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        problems = [_shown(*problem) for problem in problems_now()]
        form = PublishForm(request.POST if request.method == "POST" else None)
        asked = form.is_valid() and not problems
        if asked and self._publish(request, form.cleaned_data["note"]):
            return HttpResponseRedirect(reverse("admin:publishing_edition_changelist"))
        context = self.admin_site.each_context(request) | {
            "title": "Publiceren",
            "opts": self.opts,
            "form": form,
            "problems": problems,
        }
        return TemplateResponse(
            request, "admin/publishing/edition/publish.html", context
        )

    def _publish(self, request, note: str) -> bool:
        edition = live.make_edition(note, by=request.user)
        try:
            live.publish(None, lambda done, total, what: None)
        except (BuildError, OSError) as error:
            messages.error(
                request,
                f"Publiceren lukte niet. Bezoekers zien wat ze al zagen. {error}",
            )
            return False
        messages.success(request, f"Online: {edition}.")
        return True


def live_edition() -> int | None:
    """The number of the edition that visitors see."""
    build = live.live_build()
    return Store(settings.PUBLISHING_ROOT).manifest(build).edition if build else None


def _shown(entry, field: str, language: str, message: str) -> dict:
    """A problem as an editor reads it, with the way to the form that mends it."""
    name = f"admin:{entry._meta.app_label}_{entry._meta.model_name}_change"
    return {
        "url": f"{reverse(name, args=[entry.pk])}?taal={language}",
        "thing": f"{entry._meta.verbose_name} {entry.key}",
        "field": f"{entry._meta.get_field(field).verbose_name} ({dutch_name(language)})",
        "message": message,
    }
