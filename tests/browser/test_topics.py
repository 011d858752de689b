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

    for link in page.locator("a[href='#all']").all():
        link.click()
    assert page.locator(".topics li[data-for]:visible").count() == everyone


def test_topic_and_audience_go_together_in_place(window, site):
    page = window(java_script_enabled=True)
    page.goto(f"{site}/nl/contacten/")
    page.wait_for_selector(".topics[data-live]")

    page.click("[data-topic='talk']")
    page.click("[data-audience='work']")

    rows = page.locator(".topics section:visible [data-for]:visible")
    assert page.locator(".topics section:visible").count() == 1
    assert rows.count() == page.locator('#talk [data-for~="work"]').count() > 0
    assert page.url.endswith("/nl/contacten/")
    assert page.locator("[aria-current]").count() == 2


def test_a_link_from_a_colleague_is_chosen_already(window, site):
    page = window(java_script_enabled=True)
    page.goto(f"{site}/nl/contacten/#for-work")
    page.wait_for_selector(".topics[data-live]")

    assert page.locator("[data-audience='work'][aria-current]").count() == 1
    hidden = page.locator('.topics [data-for]:not([data-for~="work"]):visible')
    assert hidden.count() == 0


def test_it_prints_on_one_a4(every_page, chromium):
    window = chromium.new_page()
    window.set_content(every_page["/nl/contacten/"].content.decode())

    paper = window.pdf(format="A4")

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    window.close()
