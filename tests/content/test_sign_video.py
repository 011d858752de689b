"""A page may name a video in sign language: a link with its weight, and nothing else."""

import pytest

from content.models import Page, SignVideo

from ..support import html

pytestmark = pytest.mark.django_db


def test_a_page_with_a_video_links_to_it_and_says_what_it_weighs(client):
    before = client.get("/nl/3/").content.decode()
    assert "Gebarentaal" not in before
    SignVideo.objects.create(
        page=Page.objects.get(number=3),
        url="https://video.example/3",
        megabytes=12,
        minutes=4,  # fmt: skip
    )

    response = client.get("/nl/3/")

    assert response.status_code == 200
    page = html.read(response.content)
    (link,) = [
        element
        for element in page.all("a")
        if "video.example" in element.attributes["href"]
    ]
    assert link.attributes["rel"] == "nofollow noreferrer"
    assert "video, 12 MB, 4 minuten." in page.text
    assert "zonder onze knop" in page.text
    assert page.all("video", "iframe") == []
    assert client.get("/ar/3/").status_code == 200
    assert client.get("/nl/111/").status_code == 200  # a country has none
