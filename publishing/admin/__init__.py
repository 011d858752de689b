"""The screens for choosing, reviewing and publishing."""

from . import edition_admin  # noqa: F401  registers them
