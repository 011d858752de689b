"""The page of figures: each table ready to be read, drawn and carried off as a table."""

import csv
from itertools import groupby

from babel.numbers import format_decimal
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.models.figures import GROUPS, Figure, FigureTable, in_words

ABOUT = {
    Figure.About.EXACT: lambda: "{}",
    Figure.About.AROUND: lambda: _("about {}"),
    Figure.About.OVER: lambda: _("more than {}"),
    Figure.About.ALMOST: lambda: _("almost {}"),
}
COLUMNS = (
    "table", "standing", "period", "row", "part_of_row_above", "about", "value", "high",
    "total", "note", "source", "source_dated",
)  # fmt: skip


def tables() -> list[FigureTable]:
    """Every table with its rows and sources, in order; three queries."""
    return list(FigureTable.objects.prefetch_related("rows", "sources"))


def groups(language: str) -> list[dict]:
    """Tables by what they are worth, the newest standing first, and in it by count:
    one source about one period. No empty groups."""
    every_table = tables()
    result = []
    for standing, name in GROUPS.items():
        own = [table for table in every_table if table.standing == standing]
        counts = [
            {
                "period": in_words(period, language),
                "by": by,
                "tables": [_shown(table, language) for table in same],
            }
            for (period, by), same in groupby(own, key=_count)
        ]
        if counts:
            result.append({"code": standing.value, "name": name, "counts": counts})
    return result


def _count(table: FigureTable) -> tuple[str, str]:
    return table.period, next((source.publisher for source in table.sources.all()), "")


def _shown(table: FigureTable, language: str) -> dict:
    rows = list(table.rows.all())
    # what may not be added up is not to be compared by length either, unless all is
    # counted within the first row
    is_one_whole = len(rows) > 1 and all(row.part for row in rows[1:])
    is_drawn = table.total is not None or is_one_whole or any(row.high for row in rows)
    most = max((row.high or row.value for row in rows), default=0) or 1
    return {
        "table": table,
        "period": in_words(table.period, language),
        "total": table.total is not None
        and format_decimal(table.total, locale=language),
        "is_drawn": is_drawn,
        "sources": [
            (source, source.dated and in_words(source.dated, language))
            for source in table.sources.all()
        ],
        "rows": [
            {
                "row": row,
                "number": number_in_words(row, language),
                "period": row.period and in_words(row.period, language),
                "start": f"{(row.value if row.high else 0) / most:.1%}",
                "width": f"{(row.high - row.value if row.high else row.value) / most:.1%}",
            }
            for row in rows
        ],
    }


def number_in_words(row: Figure, language: str) -> str:
    """ "about 1,500", or "364 - 1,631" for an estimate."""
    low = format_decimal(row.value, locale=language)
    if row.high:
        return f"{low} – {format_decimal(row.high, locale=language)}"
    return ABOUT[Figure.About(row.about)]().format(low)


@require_safe
def table(request, language):
    """All figures as CSV. Its columns keep their names: others build on them."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for table in tables():
        sources = table.sources.all()
        for row in table.rows.all():
            writer.writerow(
                [
                    table.read("heading", language).text, table.standing,
                    row.period or table.period, row.read("label", language).text,
                    "yes" if row.part else "", row.about, row.value, row.high or "",
                    "" if table.total is None else table.total,
                    " ".join(table.read("note", language).text.split()),
                    "; ".join(map(str, sources)), "; ".join(source.dated for source in sources),
                ]
            )  # fmt: skip
    return response
