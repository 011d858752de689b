"""The professionals' list of contacts chooses by link, with and without script."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("script", [False, True])
def test_a_topic_or_an_audience_hides_the_rest(window, site, script):
    page = window(java_script_enabled=script)
    page.goto(f"{site}/nl/contacten/")
    everyone = page.locator(".topics li[data-for]:visible").count()
    own = page.locator('.topics li[data-for~="bystander"]').count()
    assert 0 < own < everyone

    page.click("a[href='#for-bystander']")
    assert page.locator(".topics li[data-for]:visible").count() == own

    page.click("a[href='#abroad']")
    assert page.locator(".topics section:visible").count() == 1

    page.click("a[href='#all']")
    assert page.locator(".topics li[data-for]:visible").count() == everyone


def test_it_prints_on_one_a4(every_page, chromium):
    window = chromium.new_page()
    window.set_content(every_page["/nl/contacten/"].content.decode())

    paper = window.pdf(format="A4")

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    window.close()
