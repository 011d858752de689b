"""Public addresses of what is heard: beside each page, and sound named by its digest."""

from django.urls import path, re_path

from . import views

urlpatterns = [
    path("<language:language>/listen.json", views.listen),
    path("<language:language>/<slug:page>/listen.json", views.listen),
    re_path(
        r"^sound/(?P<digest>[0-9a-f]{32})\.(?P<ending>opus|mp3)$",
        views.sound,
        name="sound",
    ),
]
