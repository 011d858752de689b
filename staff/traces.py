"""What names a person after she is gone: the history, editions, proposals."""

from django.contrib.auth.models import User
from django.db.models import SET_NULL, ForeignObjectRel


def is_named(user: User) -> bool:
    """Whether any record says that she wrote or decided something.

    Such a record would name nobody once her account is deleted.
    """
    return any(
        relation.field.model._base_manager.filter(
            **{relation.field.name: user}
        ).exists()
        for relation in User._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
        and getattr(relation, "on_delete", None) is SET_NULL
    )
