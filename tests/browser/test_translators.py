"""A translator at work: her own language and no other; and a file that goes and comes back."""

import pytest
from lxml import etree
from playwright.sync_api import expect

from content.models import Section
from editorial.states import State, state

from ..support.desk import person

pytestmark = pytest.mark.browser
XLIFF = "{urn:oasis:names:tc:xliff:document:1.2}"


@pytest.fixture
def section(seeded_server):
    """One whose Dutch an editor changed: the Arabic is older now."""
    section = Section.objects.filter(page__key="trip").exclude(body_ar=None).first()
    section.body_nl = f"{section.body_nl} Rustig aan."
    section.save()
    return section


def test_a_translator_writes_in_her_own_language_and_no_other(section, at_the_desk_of):
    go = at_the_desk_of(person("Vertaler", "ar"))
    page = go("content_section_change", section.pk, query="?taal=en")
    expect(page.locator("[name=body_en]")).to_have_count(0)
    expect(page.locator("[name=_save]")).to_have_count(0)

    page = go("content_section_change", section.pk, query="?taal=ar")
    expect(page.locator("[name=body_nl]")).to_have_count(0)
    page.evaluate(  # as somebody would who knows how forms work
        "document.querySelector('#section_form, form[method=post]:has([name=body_ar])')"
        ".action = '?taal=en'"
    )
    page.fill("[name=body_ar]", "نص جديد")
    page.click("[name=_save]")

    expect(page.locator("#content h1")).to_have_text("Dit mag je hier niet doen")
    was = section.body_ar
    section.refresh_from_db()
    assert section.body_ar == was
    page.click("text=Terug naar je bureau")
    expect(page.locator("#content h1")).to_have_text("Bureau")


def test_a_file_goes_to_the_translator_and_comes_back(
    section, at_the_desk_of, tmp_path
):
    page = at_the_desk_of(person("Redacteur"))("desk:exchange")
    with page.expect_download() as download:
        page.click("text=Arabisch:")
    file = tmp_path / "teksten-ar.xlf"
    download.value.save_as(file)
    tree, new = etree.parse(file), f"{section.body_ar} بهدوء."
    (group,) = tree.iterfind(f".//{XLIFF}group[@id='content.section:{section.key}']")
    for unit in group:
        target = unit.find(f"{XLIFF}target")
        target.set("state", "translated")
        if unit.get("id").endswith("#body"):
            last = list(target)[-1] if len(target) else None
            if last is None:
                target.text = f"{target.text} بهدوء."
            else:
                last.tail = f"{last.tail or ''} بهدوء."
    tree.write(file, encoding="utf-8", xml_declaration=True)

    page.set_input_files("[name=file]", file)
    page.click("text=Bekijk wat er verandert")
    expect(page.locator("ins", has_text="بهدوء")).to_be_visible()
    section.refresh_from_db()
    assert state(section, "ar") == State.OUTDATED
    page.click("text=Schrijf deze tekst")

    expect(page.locator(".messagelist .success")).to_contain_text("1 tekst bijgewerkt")
    section.refresh_from_db()
    assert section.body_ar == new
    assert state(section, "ar") == State.UNREVIEWED
