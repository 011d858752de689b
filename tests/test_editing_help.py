"""What helps an editor at work: tokens to pick, advice on words, a switch, an order."""

import re

import pytest

from content.models import Page
from editorial import rules
from editorial.picking import choices
from editorial.proofreading import known_now
from editorial.tokens import tokens_in

from .desk import address, translated_section


@pytest.fixture
def section(db):
    return translated_section()


def test_the_form_names_every_token_one_can_write(admin_client, section):
    html = admin_client.get(address(section, "ar")).content.decode()

    (found,) = re.findall(r"<details[^>]* data-tokens>.*?</details>", html, re.DOTALL)
    for token, name in {
        "[veilig-thuis]": "Veilig Thuis: naam en nummer",
        "[name:veilig-thuis]": "Veilig Thuis: alleen de naam",
        "[page:help]": Page.objects.get(key="help").heading_nl,
    }.items():
        assert f"<code>{token}</code> <span>{name}</span>" in found
    assert "admin_site/tokens.js" in html


def test_every_token_offered_is_one_the_rules_take(db):
    known = known_now()
    offered = [str(it.token) for found in choices().values() for it in found]

    assert len(offered) > 50
    for token in offered:
        assert len(tokens_in(token)) == 1
        assert list(rules.problems(token, known, "nl")) == []


def test_a_retired_page_is_not_offered(db):
    Page.objects.filter(key="tips").update(retired_on="2026-11-22")

    assert "[page:tips]" not in {str(it.token) for it in choices()["Pagina's"]}
