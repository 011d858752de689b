"""What `manage.py check` says about the seed files that only this app can judge."""

from types import SimpleNamespace

from django.core.checks import Error, register

from content.models.figures import mistakes_in
from languages.offered import SOURCE

from ..files import loading


@register("editorial")
def tables_add_up(app_configs, **kwargs):
    """Rows add up to their total, and nobody can be recognised in them."""
    return [
        Error(f"facts/figures.toml: {key}: {message}", id="content.E001")
        for key, message in wrong_tables(loading.load())
    ]


@register("editorial")
def urgent_steps_stay_first(app_configs, **kwargs):
    """No season moves anything on a page of high risk: people remember where a step is."""
    seed = loading.load()
    pages = seed.by_key("content.Page")
    return [
        Error(
            f"{section.file}: {section.key}: op een pagina met hoog risico komt niets door het seizoen vooraan.",
            id="content.E002",
        )
        for section in seed.of("content.Section")
        if section.facts.keys() & {"season", "season_from"}
        and pages[section.links["page"]].facts.get("high_risk")
    ]


def wrong_tables(seed: loading.Seed):
    """(key, message) for each thing that is wrong with a table of figures."""
    for table in seed.of("content.FigureTable"):
        rows = [
            SimpleNamespace(
                value=row.facts.get("value", 0),
                high=row.facts.get("high"),
                part=row.facts.get("part", False),
            )
            for row in seed.of("content.Figure")
            if row.links["table"] == table.key
        ]
        has_note = bool(table.words.get(SOURCE, {}).get("note"))
        for message in mistakes_in(table.facts.get("total"), rows, has_note):
            yield table.key, message
