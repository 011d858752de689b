"""Whether the tables of the database are those that this code would make."""

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.models import ForeignKey, ManyToManyField

from staff.edition_policy import edition_models


def are_of_another_version() -> bool:
    """Whether something else than our migrations made them, or migrations made anew since.

    Names alone do not tell: migrations that begin anew are called as the old ones were, so
    `migrate` would find nothing to do, and the first query would fail.
    """
    loader = MigrationLoader(connection)
    ours = {model._meta.app_label for model in edition_models()}
    applied = {node for node in loader.applied_migrations if node[0] in ours}
    if applied - loader.disk_migrations.keys():
        return True
    state = loader.project_state(sorted(applied)) if applied else ProjectState()
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        return any(
            table not in tables or columns != _columns(cursor, table)
            for table, columns in _tables(state, ours)
        )


def _tables(state: ProjectState, apps: set[str]):
    """Each table that these migrations made, and its columns."""
    for (app, name), model in state.models.items():
        if app in apps and not model.options.get("proxy"):
            table = model.options.get("db_table") or f"{app}_{name}"
            yield (
                table,
                {
                    column
                    for field_name, field in model.fields.items()
                    if (column := _column(field_name, field))
                },
            )


def _column(name: str, field) -> str:
    if isinstance(field, ManyToManyField):
        return ""
    if isinstance(field, ForeignKey):
        return field.db_column or f"{name}_id"
    return field.db_column or name


def _columns(cursor, table: str) -> set[str]:
    described = connection.introspection.get_table_description(cursor, table)
    return {column.name for column in described}
