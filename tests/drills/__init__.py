"""What goes wrong on purpose: each drill of docs/drills.md, and what it cost.

`make drills` runs them whole; `tests/drills/test_drills.py` runs the shortest form of each.
"""

from dataclasses import dataclass, field


@dataclass
class Cost:
    """What a drill counted.

    visits: pages asked for; failed: of those, what was no whole page of ours
    edits: forms sent; lost: of those, what was neither saved nor still in the editor's hands
    undecided: pages shown that nobody decided to show
    wrong: anything else that did not go as docs/drills.md says, in words
    """

    visits: int = 0
    failed: int = 0
    edits: int = 0
    lost: int = 0
    undecided: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        return not (self.failed or self.lost or self.undecided or self.wrong)

    def expect(self, holds: bool, otherwise: str) -> None:
        """Note `otherwise` where something does not hold."""
        if not holds:
            self.wrong.append(otherwise)
