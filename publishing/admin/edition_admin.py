"""What was published, when, by whom and why; choosing what goes out; and going back."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from editorial.proofreading import problems_now
from editorial.working_language import dutch_name
from languages.offered import SOURCE
from publishing import jobs
from publishing.build import live
from publishing.build.builder import BuildError
from publishing.editions import proposals, snapshot
from publishing.models import Edition, Proposal
from staff.login.reauthentication import recently_authenticated

from . import archive, choosing
from .forms import DayForm, NoteForm
from .proposal_admin import ProposalAdmin
from .staff_view import for_staff

admin.site.register(Proposal, ProposalAdmin)


@admin.register(Edition)
class EditionAdmin(admin.ModelAdmin):
    """Editions are what was said. Nobody changes that afterwards."""

    list_display = ("number", "created_on", "created_by", "note")
    list_display_links = ("number", "note")
    list_select_related = ("created_by",)
    search_fields = ("note",)
    fields = ("number", "created_on", "created_by", "note", "digest")
    change_form_template = "admin/publishing/edition/change_form.html"
    change_list_template = "admin/publishing/edition/change_list.html"

    def has_add_permission(self, request):
        """Whether somebody may choose what goes out; putting it online asks more."""
        may = request.user.has_perm
        return may("publishing.publish_edition") or may("publishing.add_proposal")

    def has_publish_permission(self, request):
        return request.user.has_perm("publishing.publish_edition")

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
        view = self.admin_site.admin_view
        return [
            path(
                "add/",
                view(recently_authenticated(self.choose_view)),
                name="publishing_edition_add",
            ),
            path("op/", view(self.day_view), name="publishing_edition_day"),
            path(
                "<int:number>/terug/",
                view(recently_authenticated(self.restore_view)),
                name="publishing_edition_restore",
            ),
            path(
                "<int:number>/lezen/<path:address>",
                view(self.read_view),
                name="publishing_edition_read",
            ),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        late = [
            proposal
            for proposal in Proposal.objects.exclude(emergency="")
            if proposal.awaits_review
        ]
        context = {"day_form": DayForm(), "late": late, **(extra_context or {})}
        return super().changelist_view(request, context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        edition = self.get_object(request, object_id)
        context = {
            "is_live": edition and edition.number == live_edition(),
            "may_publish": self.has_publish_permission(request),
            "showings": edition and edition.showings.all(),
            "read_url": edition and read_url(edition),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)

    def choose_view(self, request):
        """Everything that was saved and is not online: choose, and say why."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if live.seen_now() is None:
            return self.first_view(request)
        chosen = choosing.Choice(request.POST.getlist("change"))
        if "all" in request.POST:
            chosen.tick_all()
            form = NoteForm(initial=request.POST.dict())  # what was typed stays
        else:
            form = NoteForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and not chosen.refuse(form):
            proposal = proposals.propose(
                chosen.changes, form.cleaned_data["note"], by=request.user
            )
            return HttpResponseRedirect(
                reverse("admin:publishing_proposal_change", args=[proposal.pk])
            )
        context = self.admin_site.each_context(request) | {
            "title": "Publiceren",
            "opts": self.opts,
            "form": form,
            **chosen.shown(),
        }
        return TemplateResponse(
            request, "admin/publishing/edition/choose.html", context
        )

    def first_view(self, request):
        """While nothing is online there is nothing to choose from: all of it goes."""
        if not self.has_publish_permission(request):
            raise PermissionDenied
        problems = [shown(*problem) for problem in problems_now()]
        form = NoteForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and not problems:
            note = form.cleaned_data["note"]

            def choose():
                return Edition.objects.draft(snapshot.take(), note, by=request.user)

            if self._tried(request, lambda: live.publish(choose, quietly)):
                messages.success(request, f"Online: {live.seen_now()}.")
                return HttpResponseRedirect(
                    reverse("admin:publishing_edition_changelist")
                )
        context = self.admin_site.each_context(request) | {
            "title": "Publiceren",
            "opts": self.opts,
            "form": form,
            "problems": problems,
        }
        return TemplateResponse(
            request, "admin/publishing/edition/publish.html", context
        )

    def restore_view(self, request, number: int):
        """The words of then are online again, the contacts of now stay.

        At once while their pages are kept; else they are made in the background first.
        """
        edition = Edition.objects.filter(number=number).first()
        if not self.has_publish_permission(request) or request.method != "POST":
            raise PermissionDenied
        if edition is None:
            raise Http404
        try:
            proposal = proposals.restore(
                edition, request.user, "contacts" in request.POST
            )
        except proposals.Refused as refused:
            messages.info(request, str(refused))
            return HttpResponseRedirect(
                reverse("admin:publishing_edition_change", args=[number])
            )
        there = reverse("admin:publishing_proposal_change", args=[proposal.pk])
        if not self._is_made(proposal):  # it shows how far it is, and has the button
            messages.info(
                request,
                "De pagina's van toen worden gemaakt. Zet ze online zodra ze klaar zijn.",
            )
        elif self._tried(request, lambda: proposals.carry_out(proposal, quietly)):
            messages.success(
                request,
                f"Online: de teksten van editie {number}. Wat daarna veranderd werd, is bewaard en wacht bij Publiceren.",
            )
            there = reverse("admin:publishing_edition_changelist")
        return HttpResponseRedirect(there)

    def _is_made(self, proposal) -> bool:
        """Whether its pages stand ready. What is refused needs none: it says why."""
        try:
            edition = proposals.outcome(proposal).edition
        except proposals.Refused:
            return True
        return jobs.state(jobs.build_id(edition))["state"] == "ready"

    def read_view(self, request, number: int, address: str):
        """What visitors saw at this address in this edition, as it was sent."""
        edition = self.get_object(request, number)
        if edition is None or not self.has_view_permission(request, edition):
            raise PermissionDenied
        page = archive.page(edition, f"/{address}")
        if page is None:
            raise Http404
        base = reverse("admin:publishing_edition_read", args=[number, "x"])[:-1]
        showings = list(edition.showings.all())
        return for_staff(
            page.body,
            base,
            what=str(edition),
            since=showings[-1].since if showings else None,
            is_live=number == live_edition(),
            made_anew=page.made_anew,
            back=reverse("admin:publishing_edition_change", args=[number]),
        )

    def day_view(self, request):
        """What did the site say on that day? Leads to what stood there at its end."""
        form = DayForm(request.GET)
        edition = archive.on(form.cleaned_data["day"]) if form.is_valid() else None
        if edition is None:
            messages.warning(request, "Toen stond er nog niets online.")
            return HttpResponseRedirect(reverse("admin:publishing_edition_changelist"))
        return HttpResponseRedirect(read_url(edition))

    def _tried(self, request, do) -> bool:
        try:
            do()
        except proposals.Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
        except (BuildError, OSError) as error:
            messages.error(
                request,
                f"Publiceren lukte niet. Bezoekers zien wat ze al zagen. {error}",
            )
        else:
            return True
        return False


def quietly(done: int, total: int, what: str) -> None:
    """Progress for anyone who need not see it."""


def read_url(edition: Edition, path: str = f"{SOURCE}/") -> str:
    return reverse("admin:publishing_edition_read", args=[edition.number, path])


def live_edition() -> int | None:
    """The number of the edition that visitors see."""
    now = live.seen_now() if live.live_build() else None
    return now and now.number


def shown(entry, field: str, language: str, message: str) -> dict:
    """A problem as an editor reads it, with the way to the form that mends it."""
    name = f"admin:{entry._meta.app_label}_{entry._meta.model_name}_change"
    return {
        "url": f"{reverse(name, args=[entry.pk])}?taal={language}",
        "thing": f"{entry._meta.verbose_name} {entry.key}",
        "field": f"{entry._meta.get_field(field).verbose_name} ({dutch_name(language)})",
        "message": message,
    }
