"""What the server runs: the live build in front, Django behind it."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "achterlating_site.settings")
django = get_asgi_application()  # first: it makes the settings and apps ready

from django.db import connections  # noqa: E402

from publishing.build.live import ever_shown  # noqa: E402
from publishing.serve.asgi import Live  # noqa: E402

application = Live(django, ever_shown=ever_shown)
connections.close_all()  # the workers are made from this process
