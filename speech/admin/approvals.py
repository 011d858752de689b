"""Listening before anybody else may: per page what is new, and what people recorded."""

import re

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from editorial.working_language import dutch_name
from languages.offered import LANGUAGES
from languages.selection import language_of
from publishing.build import live
from publishing.build.builder import build_id
from speech import after_publication, synthesis
from speech.audio import tracks
from speech.audio.pcm import FORMATS
from speech.audio.recordings import RecordingError, check
from speech.models import Approval, Recording, forget
from speech.player_data import Known
from speech.views import sound_file
from staff.login.reauthentication import recently_authenticated
from staff.roles import may_sign

from .page_sound import desk, new_sentences

OVERVIEW = "admin:speech_approval_add"
NEW = "admin:speech_new"
DESK = "admin:speech_desk"
AT_ONCE = 40  # new sentences on one screen


class UploadForm(forms.Form):
    block = forms.CharField(widget=forms.HiddenInput)
    file = forms.FileField(
        label="Opname", error_messages={"required": "Kies een bestand."}
    )


@admin.register(Approval)
class ApprovalAdmin(admin.ModelAdmin):
    """What was approved. To take an approval back, delete it, and put the sound online."""

    list_display = ("text", "language", "by", "on")
    list_filter = ("language", "by")
    search_fields = ("text",)
    fields = ("text", "language", "clip", "by", "on")

    def has_change_permission(self, request, obj=None):
        return False

    def get_urls(self):
        views = {
            "add/": (self.overview, "speech_approval_add"),
            "nieuw/": (self.new_view, "speech_new"),
            "luisteren/": (self.desk_view, "speech_desk"),
            "geluid/<str:name>/": (self.sound_view, "speech_sound"),
            "maken/": (self.make_view, "speech_make"),
            "online/": (recently_authenticated(self.online_view), "speech_online"),
            "voortgang/": (self.progress_view, "speech_progress"),
        }
        own = [
            path(route, self.admin_site.admin_view(view), name=name)
            for route, (view, name) in views.items()
        ]
        return own + super().get_urls()

    def overview(self, request):
        """The pages of one language: which can be heard, and which are waiting."""
        self._allow(request)
        language = self._language(request)
        pages, known = synthesis.LivePages(), Known.now()
        paths = pages.core(language) if "alles" not in request.GET else pages.paths(language)  # fmt: skip
        context = {
            "title": "Voorlezen: beluisteren",
            "languages": [(code, dutch_name(code)) for code in LANGUAGES],
            "voice": known.voices.get(language),
            "everything": "alles" in request.GET,
            "desks": [desk(path, pages, known) for path in paths],
            "waits": waits(),
            "size": tracks.size(),
        }
        return self._page(request, "overview", language, context)

    def new_view(self, request):
        """Sentences nobody heard yet, each once, whatever pages they stand on."""
        self._allow(request)
        language = self._language(request)
        pages, known = synthesis.LivePages(), Known.now()
        sentences = new_sentences(language, pages, known)
        if request.method == "POST":
            self._allow(request, language)
            clips = set(request.POST.getlist("clip"))
            approved_clips = [
                (new.sentence, new.clip) for new in sentences if new.clip in clips
            ]
            count = synthesis.sign(approved_clips, request.user)
            messages.success(request, approved(count))
            return HttpResponseRedirect(f"{reverse(NEW)}?taal={language}")
        context = {
            "title": "Voorlezen: nieuwe zinnen",
            "sentences": sentences[:AT_ONCE],
            "more": max(0, len(sentences) - AT_ONCE),
            "waits": waits(),
        }
        return self._page(request, "new", language, context)

    def desk_view(self, request):
        """One page: hear it, approve it, or put a recording in the place of a block."""
        self._allow(request)
        address = request.GET.get("pagina", "")
        pages, known = synthesis.LivePages(), Known.now()
        form = None
        if address not in pages.paths(language_of(address)):
            raise Http404
        if request.method == "POST":
            self._allow(request, language_of(address))
            form = self._act(request, address, pages, known)
            if form is None:
                back = f"{reverse(DESK)}?pagina={address}"
                return HttpResponseRedirect(back)
        context = {
            "title": f"Voorlezen: {address}",
            "desk": desk(address, pages, known),
            "only_new": "nieuw" in request.GET,
            "form": form,
            "waits": waits(),
        }
        return self._page(request, "desk", language_of(address), context)

    def sound_view(self, request, name):
        """Sound before it is approved: for anyone who may approve it."""
        self._allow(request)
        stem, _, ending = name.partition(".")
        if ending in FORMATS and (track := tracks.find(stem)):
            return sound_file(request, track.file(ending), FORMATS[ending][0])
        is_recording = Recording.objects.filter(clip=stem).exists()
        if is_recording or re.fullmatch("[0-9a-f]{32}", stem):
            return sound_file(request, tracks.clip_file(stem), "audio/wav")
        raise Http404

    def make_view(self, request):
        """Make what is lacking, in the background."""
        self._allow(request)
        return self._begin(request, publish=False)

    def online_view(self, request):
        """Put online what may be heard, with the words that are. Behind `recently_authenticated`."""
        self._allow(request)
        if not request.user.has_perm("publishing.publish_edition"):
            raise PermissionDenied
        return self._begin(request, publish=True)

    def progress_view(self, request):
        self._allow(request)
        return JsonResponse(after_publication.state())

    def _begin(self, request, publish: bool):
        if request.method != "POST":
            raise PermissionDenied
        if after_publication.state()["state"] != "busy":
            after_publication.begin(publish)
        language = self._language(request)
        return HttpResponseRedirect(f"{reverse(OVERVIEW)}?taal={language}")

    def _act(self, request, address, pages, known) -> UploadForm | None:
        """Do what the button said. A form comes back if it has to be shown again."""
        match request.POST.get("do"):
            case "make":
                done = synthesis.build([address], pages, lambda *progress: None)
                for problem in done.problems:
                    messages.error(request, f"Geen geluid voor {problem}")
            case "approve":
                self._approve(request, desk(address, pages, known))
                synthesis.build([address], pages, lambda *progress: None)
            case "record":
                return self._record(request, address, pages, known)
            case "approve-recording":
                self._one(request).update(approved_by=request.user, approved_on=timezone.now())  # fmt: skip
                synthesis.build([address], pages, lambda *progress: None)
                messages.success(request, "Opname goedgekeurd.")
            case "delete-recording":
                for recording in self._one(request):
                    recording.delete()
                synthesis.build([address], pages, lambda *progress: None)
                messages.success(request, "Opname weggehaald, ook van deze server. Bezoekers horen haar tot het geluid opnieuw online gezet is.")  # fmt: skip
            case _:
                raise PermissionDenied
        return None

    def _approve(self, request, page_sound) -> None:
        if page_sound.track is None:
            raise PermissionDenied  # nobody can have heard it
        if request.POST.get("digest") != page_sound.digest:
            messages.error(request, "De tekst of de stem veranderde terwijl je luisterde. Luister opnieuw.")  # fmt: skip
            return
        # a page may hold words that fell back to a language she does not speak
        hers = [
            pair for pair in page_sound.new if may_sign(request.user, pair[0].language)
        ]
        count = synthesis.sign(hers, request.user)
        messages.success(request, approved(count))

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
            recorded = check(file.chunks(), file.size, row.text)
        except RecordingError as error:
            form.add_error("file", str(error))
            return form
        tracks.keep_clip(recorded.clip, recorded.samples)
        with transaction.atomic():  # only now: listening to a file takes its time
            before = Recording.objects.filter(block=row.digest).first()
            Recording.objects.update_or_create(
                block=row.digest,
                defaults={
                    "language": language_of(address),
                    "text": row.text,
                    "clip": recorded.clip,
                    "seconds": recorded.seconds,
                    "loudness": recorded.loudness,
                    "uploaded_by": request.user,
                    "approved_by": None,  # another voice must be heard anew
                    "approved_on": None,
                },
            )
            if before:
                forget(before)
        messages.success(request, "Opname bewaard. Luister nog, en keur haar dan goed.")
        return None

    def _one(self, request):
        """The recording meant: of the language of this page, which she speaks."""
        language = language_of(request.GET["pagina"])
        return Recording.objects.filter(
            pk=request.POST.get("recording"), language=language
        )

    def _allow(self, request, language: str = "") -> None:
        """Whether she may listen; and, given a language, sign for it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if language and not may_sign(request.user, language):
            raise PermissionDenied

    def _language(self, request) -> str:
        asked = request.GET.get("taal", "")
        return asked if asked in LANGUAGES else next(iter(LANGUAGES))

    def _page(self, request, name: str, language: str, context: dict):
        whole = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "language": LANGUAGES[language],
            "language_name": dutch_name(language),
            "may_sign": may_sign(request.user, language),
            "may_publish": request.user.has_perm("publishing.publish_edition"),
            "making": after_publication.state(),
            **context,
        }
        return TemplateResponse(request, f"admin/speech/{name}.html", whole)


def approved(count: int) -> str:
    sentences = "1 zin" if count == 1 else f"{count} zinnen"
    return f"{sentences} goedgekeurd. Te horen zodra het geluid online gezet is."


def waits() -> bool:
    """Whether something was approved, or taken back, since this build was made."""
    build, edition = live.live_build(), live.seen_now()
    return bool(build and edition) and build_id(edition) != build


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
