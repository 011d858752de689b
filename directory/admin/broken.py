"""In the admin: "dit werkt niet". Off the site at once, in every language.

Building the pages that name a number takes minutes on a small server, so a thread does
it, on top of what visitors see; nothing else an editor has under way goes along. The
page shows how far it is, and may be left.
"""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from directory.models import ContactMethod
from directory.upkeep import are_broken, mark_broken
from publishing import jobs
from publishing.editions import urgent
from staff.login.reauthentication import proven


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
                view(proven(self.broken_view)),
                name="directory_contactmethod_broken",
            ),
            path(
                "werkt-niet/<slug:pks>/voortgang/",
                view(self.progress_view),
                name="directory_contactmethod_progress",
            ),
            *super().get_urls(),
        ]

    def broken_view(self, request, pks: str):
        methods = self._methods(request, pks)
        if request.method == "POST":
            take_down(methods, request.user)
            return HttpResponseRedirect(request.path)
        now = urgent.seen_now()
        is_off = now and are_broken(now.snapshot, {method.pk for method in methods})
        context = self.admin_site.each_context(request) | {
            "title": "Dit werkt niet",
            "opts": self.opts,
            "methods": methods,
            "is_off": is_off,
            "progress": jobs.last_report(name_of(methods)),
            "progress_url": reverse(
                "admin:directory_contactmethod_progress", args=[pks]
            ),
        }
        return TemplateResponse(request, "admin/directory/broken.html", context)

    def progress_view(self, request, pks: str):
        return JsonResponse(jobs.last_report(name_of(self._methods(request, pks))))

    def render_change_form(self, request, context, *args, **kwargs):
        if (method := context["original"]) and self.has_publish_permission(request):
            context["broken_url"] = url_of([method])
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
    today, pks = timezone.localdate(), {method.pk for method in methods}
    for method in methods:
        method.broken_on = method.broken_on or today
        method.save(update_fields=["broken_on"])  # one by one: the history sees it
    note = f"Werkt niet: {', '.join(method.key for method in methods)}"
    jobs.begin(
        name_of(methods),
        lambda progress: urgent.publish(
            lambda snapshot: mark_broken(snapshot, pks, today), note, by, progress
        ),
    )


def url_of(methods) -> str:
    pks = "-".join(str(pk) for pk in sorted(method.pk for method in methods))
    return reverse("admin:directory_contactmethod_broken", args=[pks])


def name_of(methods) -> str:
    return "broken-" + "-".join(
        str(pk) for pk in sorted(method.pk for method in methods)
    )
