"""In the admin: "dit werkt niet", and "het werkt weer". On the site at once, in every language.

Building the pages that name a number takes minutes on a small server, so a thread does
it, on top of what visitors see; nothing else an editor has under way goes along. The
page shows how far it is, and may be left. An editor who may not publish tells those who may,
by a proposal.
"""

from datetime import date

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from directory.models import ContactMethod
from directory.upkeep import are_broken, changed_since, mark_broken
from publishing import jobs
from publishing.editions import proposals, urgent
from staff.login.reauthentication import recently_authenticated


class BrokenWays:
    """For the admin of ways of contact: a page for one or more of them that do not work."""

    def has_publish_permission(self, request):
        may = request.user.has_perm
        return may("publishing.publish_edition") and may(
            "directory.change_contactmethod"
        )

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                "werkt-niet/<slug:pks>/",
                view(recently_authenticated(self.broken_view)),
                name="directory_contactmethod_broken",
            ),
            path(
                "werkt-niet/<slug:pks>/voortgang/",
                view(self.progress_view),
                name="directory_contactmethod_progress",
            ),
            path(
                "<int:pk>/meld-werkt-niet/",
                view(self.report_view),
                name="directory_contactmethod_report",
            ),
            *super().get_urls(),
        ]

    def broken_view(self, request, pks: str):
        methods = self._methods(request, pks)
        now = urgent.seen_now()
        is_off = now and are_broken(now.snapshot, {method.pk for method in methods})
        changed = changed_since(now.snapshot, methods) if is_off else []
        if request.method == "POST":
            if "works" not in request.POST:
                take_down(methods, request.user)
            elif not changed:  # else visitors would get a number that somebody replaced
                put_back(methods, request.user)
            return HttpResponseRedirect(request.path)
        context = self.admin_site.each_context(request) | {
            "title": "Dit werkt niet",
            "opts": self.opts,
            "methods": methods,
            "is_off": is_off,
            "changed": changed,
            "progress": progress_of(methods, is_off),
            "progress_url": reverse(
                "admin:directory_contactmethod_progress", args=[pks]
            ),
        }
        return TemplateResponse(request, "admin/directory/broken.html", context)

    def progress_view(self, request, pks: str):
        methods = self._methods(request, pks)
        now = urgent.seen_now()
        is_off = now and are_broken(now.snapshot, {method.pk for method in methods})
        return JsonResponse(progress_of(methods, is_off))

    def report_view(self, request, pk: int):
        """By an editor who may not publish: marks it, and proposes that and nothing else."""
        may = request.user.has_perms(
            ["directory.change_contactmethod", "publishing.add_proposal"]
        )
        if not may or request.method != "POST":
            raise PermissionDenied
        method = get_object_or_404(ContactMethod, pk=pk)
        method.broken_on = method.broken_on or timezone.localdate()
        method.save(update_fields=["broken_on"])
        change = proposals.waiting().get((method._meta.label_lower, method.pk))
        if change:
            note = f"Werkt niet: {method.key}"
            proposals.propose([change], note, request.user)
            messages.success(
                request,
                "Voorgesteld: dit gaat van de site zodra een publicist het bekijkt. Tot dan staat het er nog.",
            )
        else:
            messages.info(request, "Dit staat al niet meer op de site.")
        return HttpResponseRedirect(
            reverse("admin:directory_contactmethod_change", args=[pk])
        )

    def render_change_form(self, request, context, *args, **kwargs):
        if method := context["original"]:
            if self.has_publish_permission(request):
                context["broken_url"] = url_of([method])
            elif request.user.has_perm("publishing.add_proposal"):
                name = "admin:directory_contactmethod_report"
                context["report_url"] = reverse(name, args=[method.pk])
        return super().render_change_form(request, context, *args, **kwargs)

    def _methods(self, request, pks: str) -> list[ContactMethod]:
        if not self.has_publish_permission(request):
            raise PermissionDenied
        wanted = [int(pk) for pk in pks.split("-") if pk.isdecimal()]
        chosen = ContactMethod.objects.filter(pk__in=wanted)
        methods = list(chosen.select_related("organisation", "fallback").order_by("pk"))
        if not methods:
            raise Http404
        return methods

    @admin.action(
        description="Dit werkt niet: haal het nu van de site, noem de vervanger",
        permissions=["publish"],
    )
    def does_not_work(self, request, methods):
        take_down(list(methods), request.user)
        return HttpResponseRedirect(url_of(methods))


def take_down(methods: list[ContactMethod], by) -> None:
    """Mark them in the working copy, and begin to take them from what visitors see."""
    _publish(methods, timezone.localdate(), by)


def put_back(methods: list[ContactMethod], by) -> None:
    """Unmark them, and begin to show them again, as visitors saw them."""
    _publish(methods, None, by)


def _publish(methods: list[ContactMethod], since: date | None, by) -> None:
    pks = {method.pk for method in methods}
    for method in methods:
        method.broken_on = since and (method.broken_on or since)
        method.save(update_fields=["broken_on"])  # one by one: the history sees it
    what = "Werkt niet" if since else "Werkt weer"
    note = f"{what}: {', '.join(method.key for method in methods)}"
    jobs.begin(
        name_of(methods, works=not since),
        lambda progress: urgent.publish(
            lambda snapshot: mark_broken(snapshot, pks, since), note, by, progress
        ),
    )


def url_of(methods) -> str:
    return reverse("admin:directory_contactmethod_broken", args=[_joined(methods)])


def name_of(methods, works: bool = False) -> str:
    """What the work on these is called: taking them down, or putting them back."""
    return f"{'works' if works else 'broken'}-{_joined(methods)}"


def progress_of(methods, is_off: bool) -> dict:
    """The report on what is still to come: what is off can only be put back."""
    return jobs.last_report(name_of(methods, works=bool(is_off)))


def _joined(methods) -> str:
    return "-".join(str(pk) for pk in sorted(method.pk for method in methods))
