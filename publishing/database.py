"""Reading much at once while others write; and text that is kept compressed."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction


class CompressedTextField(models.BinaryField):
    """A long text that nobody searches, with gzip in the database. In Python, in a backup and
    in a fixture it is text. Raises what gzip raises where the database holds anything else."""

    def from_db_value(self, value: Any, *args: object) -> str | None:
        return None if value is None else gzip.decompress(bytes(value)).decode()

    def get_prep_value(self, value: Any) -> bytes | None:
        if isinstance(value, str):
            return gzip.compress(value.encode(), 6, mtime=0)
        return super().get_prep_value(value)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return self.value_from_object(obj)


@contextmanager
def reading() -> Iterator[None]:
    """Everything that is read inside is of one moment. Nobody who writes waits for it.

    Inside another transaction it is as consistent as that one.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                yield
        finally:
            connection.transaction_mode = usual  # type: ignore[attr-defined]
    else:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(
                        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
                    )
            yield
