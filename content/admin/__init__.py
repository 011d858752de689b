"""The screens for pages, figures and lessons."""

from . import figure_admin, holiday_admin, page_admin  # noqa: F401  register them
