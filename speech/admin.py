"""Listening before anybody else may: per page what is new, and what people recorded."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from achterlating_site.languages import LANGUAGES
from achterlating_site.middleware import language_of
from editorial.chosen import dutch_name

from . import building, tracks
from .desk import desk
from .models import Approval, Recording
from .offers import Known
from .pcm import FORMATS
from .recordings import RecordingError, check
from .views import sound_file

OVERVIEW = "admin:speech_approval_add"
DESK = "admin:speech_desk"


class UploadForm(forms.Form):
    block = forms.CharField(widget=forms.HiddenInput)
    file = forms.FileField(
        label="Opname", error_messages={"required": "Kies een bestand."}
    )


@admin.register(Approval)
class ApprovalAdmin(admin.ModelAdmin):
    """What was approved. To take an approval back, delete it, and publish."""

    list_display = ("text", "language", "by", "on")
    list_filter = ("language", "by")
    search_fields = ("text",)
    fields = ("text", "language", "clip", "by", "on")

    def has_change_permission(self, request, obj=None):
        return False

    def get_urls(self):
        views = {
            "add/": (self.overview, "speech_approval_add"),
            "luisteren/": (self.desk_view, "speech_desk"),
            "geluid/<str:name>/": (self.sound_view, "speech_sound"),
        }
        own = [
            path(route, self.admin_site.admin_view(view), name=name)
            for route, (view, name) in views.items()
        ]
        return own + super().get_urls()

    def overview(self, request):
        """The pages of one language: which can be heard, and which are waiting."""
        self._allow(request)
        language = request.GET.get("taal", "")
        language = language if language in LANGUAGES else next(iter(LANGUAGES))
        pages, known = building.LivePages(), Known.now()
        paths = pages.core(language) if "alles" not in request.GET else pages.paths(language)  # fmt: skip
        voice = known.voices.get(language)
        context = {
            "title": "Voorlezen: beluisteren",
            "language": language,
            "languages": [(code, dutch_name(code)) for code in LANGUAGES],
            "voice": voice,
            "everything": "alles" in request.GET,
            "desks": [desk(it, pages, known) for it in paths],
        }
        return self._page(request, "overview", context)

    def desk_view(self, request):
        """One page: hear it, approve it, or put a recording in the place of a block."""
        self._allow(request)
        address = request.GET.get("pagina", "")
        pages, known = building.LivePages(), Known.now()
        form = None
        if address not in pages.paths(language_of(address)):
            raise Http404
        if request.method == "POST":
            form = self._act(request, address, pages, known)
            if form is None:
                back = f"{reverse(DESK)}?pagina={address}"
                return HttpResponseRedirect(back)
        context = {
            "title": f"Voorlezen: {address}",
            "desk": desk(address, pages, known),
            "language": LANGUAGES[language_of(address)],
            "form": form,
        }
        return self._page(request, "desk", context)

    def sound_view(self, request, name):
        """Sound before it is approved: for who may approve it."""
        self._allow(request)
        stem, _, ending = name.partition(".")
        if ending in FORMATS and (track := tracks.find(stem)):
            return sound_file(request, track.file(ending), FORMATS[ending][0])
        if Recording.objects.filter(clip=stem).exists():
            return sound_file(request, tracks.clip_file(stem), "audio/wav")
        raise Http404

    def _act(self, request, address, pages, known) -> UploadForm | None:
        """Do what the button said. A form comes back if it has to be shown again."""
        match request.POST.get("do"):
            case "make":
                done = building.build([address], pages, lambda *told: None)
                for problem in done.problems:
                    messages.error(request, f"Geen geluid voor {problem}")
            case "approve":
                if desk(address, pages, known).track is None:
                    raise PermissionDenied  # nobody can have heard it
                count = building.approve(address, pages, request.user)
                messages.success(
                    request,
                    f"{count} zinnen goedgekeurd. Online bij de volgende publicatie.",
                )
            case "record":
                return self._record(request, address, pages, known)
            case "approve-recording":
                self._one(request).update(approved_by=request.user, approved_on=timezone.now())  # fmt: skip
                building.build([address], pages, lambda *told: None)
                messages.success(request, "Opname goedgekeurd. Online bij de volgende publicatie.")  # fmt: skip
            case "delete-recording":
                self._one(request).delete()
                messages.success(request, "Opname weggehaald.")
            case _:
                raise PermissionDenied
        return None

    @transaction.atomic
    def _record(self, request, address, pages, known) -> UploadForm | None:
        form = UploadForm(request.POST, request.FILES)
        rows = {row.digest: row for row in desk(address, pages, known).rows}
        if not form.is_valid():
            return form
        row = rows.get(form.cleaned_data["block"])
        if row is None:
            form.add_error(None, "Deze tekst staat niet meer op de pagina.")
            return form
        file = form.cleaned_data["file"]
        try:
            found = check(file.chunks(), file.size, row.text)
        except RecordingError as error:
            form.add_error("file", str(error))
            return form
        tracks.keep_clip(found.clip, found.samples)
        Recording.objects.update_or_create(
            block=row.digest,
            defaults={
                "language": language_of(address),
                "text": row.text,
                "clip": found.clip,
                "seconds": found.seconds,
                "loudness": found.loudness,
                "uploaded_by": request.user,
                "approved_by": None,  # another voice must be heard anew
                "approved_on": None,
            },
        )
        messages.success(request, "Opname bewaard. Luister nog, en keur haar dan goed.")
        return None

    def _one(self, request):
        return Recording.objects.filter(pk=request.POST.get("recording"))

    def _allow(self, request) -> None:
        if not self.has_add_permission(request):
            raise PermissionDenied

    def _page(self, request, name: str, context: dict):
        whole = self.admin_site.each_context(request) | {"opts": self.opts} | context
        return TemplateResponse(request, f"admin/speech/{name}.html", whole)


@admin.register(Recording)
class RecordingAdmin(admin.ModelAdmin):
    """All recordings. They are made and approved beside the page they belong to."""

    list_display = (
        "text",
        "language",
        "seconds",
        "loudness",
        "uploaded_by",
        "approved_by",
    )
    list_filter = ("language", ("approved_on", admin.EmptyFieldListFilter))
    search_fields = ("text",)
    readonly_fields = ("text", "language", "seconds", "loudness", "uploaded_by", "uploaded_on", "approved_by", "approved_on")  # fmt: skip
    exclude = ("block",)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
