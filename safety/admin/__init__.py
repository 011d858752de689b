"""The screens for the exit and for words that betray."""

from . import exits  # noqa: F401  registers them
