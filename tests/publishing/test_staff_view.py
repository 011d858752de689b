from publishing.admin.staff_view import inert


def test_a_page_for_staff_runs_nothing_and_leads_below_its_base():
    page = b'<a href="/nl/1/">een</a><script>go()</script><SCRIPT src=x></SCRIPT >.'

    assert inert(page, "/beheer/7/") == b'<a href="/beheer/7/nl/1/">een</a>.'


def test_what_is_damaged_is_shown_as_it_is():
    assert inert(b"caf\xe9 \xf5<script>go()</script>", "/") == b"caf\xe9 \xf5"
