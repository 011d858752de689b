"""What the server runs: the live build in front, Django behind it."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "achterlating_site.settings")
django = get_asgi_application()  # first: it makes the settings and apps ready

from publishing.serve.asgi import Live  # noqa: E402

application = Live(django)
