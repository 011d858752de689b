"""The screens for contacts and countries."""

from . import contacts  # noqa: F401  registers them
