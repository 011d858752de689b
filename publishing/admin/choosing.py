"""The list of what was saved and is not online, and what somebody ticked in it."""

from functools import cached_property

from publishing.editions import changes, proposals
from publishing.editions.changes import Change
from publishing.editions.validation import validate

from .wording import in_words


class Choice:
    """ticked: "content.section:12:9f86d081", the end saying which words were seen"""

    def __init__(self, ticked: list[str]):
        self.ticked = set(ticked)
        self.before = proposals.visible()
        self.after = proposals.working_copy()
        self.waiting = changes.compare(self.before, self.after)

    @cached_property
    def changes(self) -> list[Change]:
        """What was ticked, and what it cannot do without."""
        keys = {
            key for key, change in self.waiting.items() if tick(change) in self.ticked
        }
        keys = changes.with_needed(keys, self.waiting, self.before)
        return [self.waiting[key] for key in keys]

    def tick_all(self) -> None:
        self.ticked = {tick(change) for change in self.waiting.values()}

    def refuse(self, form) -> bool:
        """Say in the form why this choice cannot be proposed, if so."""
        if not self.ticked:
            form.add_error(None, "Kies eerst wat online moet.")
        elif self.ticked - {tick(change) for change in self.waiting.values()}:
            form.add_error(
                None,
                "Iemand veranderde iets terwijl jij koos. Kijk opnieuw wat online moet.",
            )
        return bool(form.errors)

    def shown(self) -> dict:
        """For the template: every change in words, and what stands in its way."""
        validation = validate(self.waiting.values(), self.before, self.after)
        problems = {}
        for entry, field, language, message in validation.problems:
            key = entry._meta.label_lower, entry.pk
            where = f"{entry._meta.get_field(field).verbose_name} ({language})"
            problems.setdefault(key, []).append(f"{where}: {message}")
        rows = [
            in_words(change, self.before, self.after)
            | {
                "value": tick(change),
                "is_ticked": tick(change) in self.ticked,
                "is_sensitive": key in validation.sensitive,
                "problems": problems.pop(key, []),
            }
            for key, change in self.waiting.items()
        ]
        return {"rows": rows}


def tick(change: Change) -> str:
    """What the box of a change sends: it stands for these very words."""
    return f"{change.model}:{change.pk}:{changes.digest([change])[:12]}"
