"""The shortest form of each drill of docs/drills.md."""

from .drills import Cost, editors


def no_cost(cost: Cost) -> None:
    assert cost.visits or cost.edits, "nothing was tried"
    assert cost.is_nothing, cost


def test_nobody_who_saves_stands_in_the_way_of_another():
    no_cost(editors.side_by_side(seconds=3, editors=3, beside=editors.BESIDE[:1]))
