"""Every address of the site. The language is its first part; see content/urls.py."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, register_converter

from achterlating_site import errors
from content import views
from content.admin.previews import shared_view
from content.pages import discovery
from languages.offered import CODES


class Language:
    """A language the site is offered in."""

    regex = "|".join(CODES)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(Language, "language")

urlpatterns = [
    path(f"{settings.PREVIEW_PATH}/<str:token>/", shared_view, name="preview"),
    path(f"{settings.ADMIN_PATH}/", include("desk.urls")),
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
    path("", views.root, name="root"),
    path("robots.txt", discovery.robots, name="robots"),
    path("sitemap.xml", discovery.sitemap, name="sitemap"),
    path("", include("speech.urls")),  # before the pages, whose addresses end later
    path("<language:language>/", include("content.urls")),
]

handler403 = "staff.permission_denied.refused"
handler404 = views.not_found
handler400 = errors.bad_request
handler500 = errors.server_error
