"""A page seen before it is saved, on a server as it runs in earnest.

The tests' own database lives in memory and cannot be closed; this one can.
"""

import pytest
from playwright.sync_api import expect

from ..support import running
from ..support.desk import code_from
from .test_admin import PASSWORD

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 800}
EDITOR = f"""
from django.contrib.auth import get_user_model
from tests.support.desk import phone_of
user = get_user_model().objects.create_superuser("redactie", password="{PASSWORD}")
print(phone_of(user).key)
"""


@pytest.fixture
def site(tmp_path):
    return running.make_site(tmp_path / "var")


def test_a_page_is_seen_before_it_is_saved(site, window):
    key = running.manage(site, "shell", "-c", EDITOR, check=True).stdout.split()[-1]
    with running.served(site) as port:
        page = window(viewport=DESK)
        page.goto(f"http://127.0.0.1:{port}/beheer/")
        page.fill("[name=username]", "redactie")
        page.fill("[name=password]", PASSWORD)
        page.fill("[name=code]", code_from(bytes.fromhex(key)))
        page.click("[type=submit]")
        page.click(".front-list >> text=Pagina's")
        page.click("text=Ik ben bang voor een reis")
        page.fill("[name=lead_nl]", "Zo zou het worden.")

        with page.context.expect_page() as opened:
            page.click("[name=_preview]")
        preview = opened.value

        expect(preview.locator("#staff")).to_contain_text("Er is niets bewaard")
        shown = preview.frame_locator(".on-screen")
        expect(shown.locator("body")).to_contain_text("Zo zou het worden.")
        page.reload()
        assert page.input_value("[name=lead_nl]") != "Zo zou het worden."
