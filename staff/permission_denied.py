"""What somebody may not do is said in her own language, with a way back."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Only the admin refuses anybody: a public page asks who nobody is."""
    context = admin.site.each_context(request) | {"title": "Dit mag je hier niet doen"}
    return TemplateResponse(request, "admin/staff/refused.html", context, status=403)
