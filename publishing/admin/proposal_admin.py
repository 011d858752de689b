"""A proposal: what would change, as text and as page; and the steps until it is online."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst

from editorial.working_language import dutch_name
from publishing import jobs
from publishing.build import live
from publishing.build.builder import BuildError, build_id
from publishing.editions import proposals
from publishing.editions.review import (  # what one must be allowed to press a button
    CONFIRM,
    PUBLISH,
    SIGN,
)
from publishing.models import Proposal
from staff.login.reauthentication import recently_authenticated

from .comparison import Comparison, grouped, own_addresses
from .forms import EmergencyForm, ScheduleForm
from .staff_view import for_staff
from .wording import in_words


class StateFilter(admin.SimpleListFilter):
    title = "stand"
    parameter_name = "stand"

    def lookups(self, request, model_admin):
        return [("open", "nog niet online"), ("nakijken", "achteraf nakijken")]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.filter(edition=None, withdrawn_on=None)
        if self.value() == "nakijken":
            late = queryset.exclude(emergency="").exclude(edition=None)
            return late.filter(reviewed_on=None)
        return queryset


class ProposalAdmin(admin.ModelAdmin):
    list_display = ("name", "created_on", "created_by", "state", "publish_at")
    list_filter = (StateFilter,)
    list_select_related = ("created_by", "edition")
    search_fields = ("note",)
    actions = None

    def has_add_permission(self, request):
        return False  # `choosing` makes them

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).defer("changes", "edition__snapshot")

    @admin.display(description="voorstel", ordering="pk")
    def name(self, proposal):
        return format_html("{}. {}", proposal.pk, proposal.note)

    @admin.display(description="stand")
    def state(self, proposal) -> str:
        if proposal.withdrawn_on:
            return "ingetrokken"
        if proposal.awaits_review:
            return "online met spoed: achteraf nakijken"
        if proposal.edition_id:
            return f"online gezet (editie {proposal.edition_id})"
        if proposal.failure:
            return "ging mis op het geplande moment"
        return "gepland" if proposal.publish_at else "nog niet online"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/change/",
                view(recently_authenticated(self.proposal_view)),
                name="publishing_proposal_change",
            ),
            path(
                "<int:pk>/voortgang/<slug:build>/",
                view(self.progress_view),
                name="publishing_proposal_progress",
            ),
            path(
                "<int:pk>/verschil/<path:address>",
                view(self.difference_view),
                name="publishing_proposal_difference",
            ),
            path(
                "<int:pk>/lezen/<path:address>",
                view(self.read_view),
                name="publishing_proposal_read",
            ),
            *super().get_urls(),
        ]

    # --- The page

    def proposal_view(self, request, pk: int):
        proposal = self._proposal(request, pk)
        forms = {"emergency_form": EmergencyForm(), "schedule_form": ScheduleForm()}
        if request.method == "POST":
            answer = self._do(request, proposal, forms)
            if answer:
                return answer
        context = self.admin_site.each_context(request) | {
            "title": capfirst(proposal),
            "opts": self.opts,
            "proposal": proposal,
            "state": self.state(proposal),
            "may_publish": request.user.has_perm(PUBLISH),
            "may_confirm": request.user.has_perm(CONFIRM),
            "no_second": request.user.has_perm(CONFIRM)
            and proposals.no_second(proposal, request.user),
            "may_sign": request.user.has_perm(SIGN),
            **forms,
            **self._context(request, proposal),
        }
        return TemplateResponse(request, "admin/publishing/proposal.html", context)

    def _context(self, request, proposal) -> dict:
        """What the page says about the changes, and about the pages if they are built."""
        now = proposals.visible()
        try:
            result = proposals.outcome(proposal) if proposal.is_open else None
        except proposals.Refused as refused:
            result, reasons = None, refused.reasons
        else:
            reasons = proposals.hindrances(proposal, result) if result else []
        after = result.records if result else now
        context = {
            "changes": [
                in_words(change, now, after) for change in proposal.all_changes
            ],
            "hindrances": reasons,
            "result": result,
        }
        if result:
            context["unsigned"] = [
                {"code": code, "name": dutch_name(code), "entries": entries}
                for code, entries in result.needs_signature.items()
            ]
            context |= self._built(proposal, result)
        return context

    def _built(self, proposal, result) -> dict:
        edition = result.edition
        build = build_id(edition)
        built = jobs.state(build)
        if built["state"] == "none" and not result.validation.problems:
            jobs.start(edition)
            built = jobs.state(build)
        context = {
            "built": built,
            "progress_url": reverse(
                "admin:publishing_proposal_progress", args=[proposal.pk, build]
            ),
        }
        if built["state"] == "ready":
            comparison = Comparison(build)
            pages = comparison.pages()
            context |= {
                "pages": pages,
                "groups": grouped(pages, own_addresses(proposal, result.records)),
                "wrong": comparison.wrong(),
            }
        return context

    def progress_view(self, request, pk: int, build: str):
        self._proposal(request, pk)
        return JsonResponse(jobs.state(build))

    def difference_view(self, request, pk: int, address: str):
        """One page: its words as they are and as they would be, and where to see both."""
        proposal, comparison = self._comparison(request, pk)
        if comparison is None:
            return HttpResponseRedirect(self._url(proposal))
        now = live.seen_now()
        context = self.admin_site.each_context(request) | {
            "title": f"/{address}",
            "opts": self.opts,
            "proposal": proposal,
            "address": address,
            "edition": now,
            "lines": comparison.difference(f"/{address}"),
            "language": address.partition("/")[0],
        }
        return TemplateResponse(request, "admin/publishing/difference.html", context)

    def read_view(self, request, pk: int, address: str):
        proposal, comparison = self._comparison(request, pk)
        page = comparison and comparison.page(f"/{address}")
        if page is None:
            raise Http404
        base = reverse("admin:publishing_proposal_read", args=[pk, "x"])[:-1]
        return for_staff(
            page,
            base,
            what=str(proposal),
            weights=comparison.weights(f"/{address}"),
            back=self._url(proposal),
        )

    # --- The buttons

    def _do(self, request, proposal, forms):
        """What was asked for. A response where that is done; None where it cannot be."""
        asked = request.POST.get("do")
        steps = {
            "confirm": (CONFIRM, self._confirm),
            "sign": (SIGN, self._sign),
            "publish": (PUBLISH, self._publish),
            "emergency": (PUBLISH, self._emergency),
            "schedule": (PUBLISH, self._schedule),
            "review": (CONFIRM, self._review),
            "withdraw": (None, self._withdraw),
        }
        if asked not in steps:
            return HttpResponseRedirect(request.path)
        permission, step = steps[asked]
        if permission and not request.user.has_perm(permission):
            raise PermissionDenied
        try:
            message = step(request, proposal, forms)
        except proposals.Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
        except (BuildError, OSError) as error:
            messages.error(
                request,
                f"Publiceren lukte niet. Bezoekers zien wat ze al zagen. {error}",
            )
        else:
            if message is None:
                return None
            messages.success(request, message)
        return HttpResponseRedirect(request.path)

    def _confirm(self, request, proposal, forms):
        proposals.confirm(proposal, request.user, request.POST.get("digest", ""))
        return "Meegelezen. Het mag nu online."

    def _sign(self, request, proposal, forms):
        languages = request.POST.getlist("language")
        proposals.sign(proposal, request.user, languages)
        return f"Getekend: {', '.join(map(dutch_name, languages)) or 'niets'}."

    def _publish(self, request, proposal, forms):
        edition = proposals.carry_out(proposal, _quietly, by=request.user)
        return f"Online: {edition}."

    def _emergency(self, request, proposal, forms):
        form = EmergencyForm(request.POST)
        forms["emergency_form"] = form
        if not form.is_valid():
            return None
        why = form.cleaned_data["emergency"]
        edition = proposals.carry_out(
            proposal, _quietly, by=request.user, emergency=why
        )
        return f"Online met spoed: {edition}. Laat iemand anders dit nakijken."

    def _schedule(self, request, proposal, forms):
        form = ScheduleForm(request.POST, instance=proposal)
        forms["schedule_form"] = form
        if not form.is_valid():
            return None
        proposal.failure = ""
        proposal.save(update_fields=["publish_at", "failure"])
        when = timezone.localtime(proposal.publish_at)
        return f"Gepland voor {when:%d-%m-%Y %H:%M}."

    def _review(self, request, proposal, forms):
        proposals.review(proposal, request.user)
        return "Nagekeken. Dank je."

    def _withdraw(self, request, proposal, forms):
        if not (request.user == proposal.created_by or request.user.has_perm(PUBLISH)):
            raise PermissionDenied
        if not proposal.is_open:
            raise proposals.Refused("Dit voorstel is al online, of ingetrokken.")
        proposal.withdrawn_by, proposal.withdrawn_on = request.user, timezone.now()
        proposal.save(update_fields=["withdrawn_by", "withdrawn_on"])
        return "Ingetrokken. Wat je bewaard had, blijft bewaard."

    def _proposal(self, request, pk: int) -> Proposal:
        if not self.has_view_permission(request):
            raise PermissionDenied
        proposal = Proposal.objects.filter(pk=pk).first()
        if proposal is None:
            raise Http404
        return proposal

    def _comparison(self, request, pk: int):
        """The proposal, and its build beside the live one if it is made."""
        proposal = self._proposal(request, pk)
        try:
            build = build_id(proposals.outcome(proposal).edition)
        except proposals.Refused:
            return proposal, None
        ready = jobs.state(build)["state"] == "ready"
        return proposal, Comparison(build) if ready else None

    def _url(self, proposal) -> str:
        return reverse("admin:publishing_proposal_change", args=[proposal.pk])


def _quietly(done: int, total: int, what: str) -> None:
    """Progress that nobody waits for: the pages are built by now."""
