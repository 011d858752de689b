"""How old a fact may be before somebody looks at it again."""

from datetime import timedelta

HALF_A_YEAR = timedelta(days=180)  # a little less, so that nothing is late
