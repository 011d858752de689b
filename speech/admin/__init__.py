"""The screens for listening before others may."""

from . import approvals  # noqa: F401  registers them
