"""The screens about people, and the history that every form shows."""

from . import people  # noqa: F401  registers them
