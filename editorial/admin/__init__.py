"""Forms for words: Dutch beside one language. What other apps build their screens on."""

from . import entries  # noqa: F401  registers sources
