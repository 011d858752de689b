from functools import partial

from django.apps import AppConfig


class SeedConfig(AppConfig):
    name = "seed"
    verbose_name = "Bestanden"

    def ready(self):
        from content import origin
        from seed import tombstones  # noqa: F401  register
        from seed.files import loading
        from seed.proofreading import checks, page_checks  # noqa: F401  register

        origin.register_of_numbers = partial(loading.table, "numbers")
        origin.organisations = partial(loading.table, "organisations")
