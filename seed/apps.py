from functools import partial

from django.apps import AppConfig


class SeedConfig(AppConfig):
    name = "seed"
    verbose_name = "Bestanden"

    def ready(self):
        from content import origin
        from seed import checks, loading, page_checks, tombstones  # noqa: F401  register

        origin.register_of_numbers = partial(loading.table, "numbers")
        origin.organisations = partial(loading.table, "organisations")
