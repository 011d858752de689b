"""Whom one can call, and what there is to know about a country."""

from .contact_methods import ContactMethod
from .countries import Country, LocalNumber, Post
from .organisations import Organisation

__all__ = ["ContactMethod", "Country", "LocalNumber", "Organisation", "Post"]
