from content.models import Page
from content.pages.layouts import LAYOUTS


def test_every_layout_an_editor_can_choose_has_its_template():
    assert LAYOUTS.keys() == set(Page.Layout)


def test_only_the_page_that_clears_asks_the_browser_to_clear(every_page):
    answers = {
        path: dict(response.headers).get("Clear-Site-Data")
        for path, response in every_page.items()
    }
    clearing = {path for path, header in answers.items() if header}
    assert clearing
    assert {answers[path] for path in clearing} == {'"storage"'}
    assert len({path.split("/", 2)[2] for path in clearing}) == 1
