"""The shortest form of each drill of docs/drills.md."""

import pytest

from . import Cost, editors, visitors


def no_cost(cost: Cost) -> None:
    assert cost.visits or cost.edits, "nothing was tried"
    assert cost.is_nothing, cost


def test_nobody_who_saves_stands_in_the_way_of_another():
    no_cost(editors.side_by_side(seconds=3, editors=3, beside=editors.BESIDE[:1]))


def test_no_visit_is_refused_while_the_server_is_killed_restarted_and_reloaded():
    no_cost(visitors.restarts(times=1))


def test_behind_the_proxy_a_server_that_is_gone_is_a_page_with_the_exit():
    no_cost(visitors.nobody_behind_the_proxy())


@pytest.mark.thorough
def test_who_asks_nothing_keeps_nobody_from_reading():
    no_cost(visitors.half_sent(many=700, descriptors=300))
