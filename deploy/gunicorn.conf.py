"""How gunicorn runs the site: `gunicorn -c deploy/gunicorn.conf.py`.

The asgi worker: half-sent requests of stalled phones cost it little, while they
block the threads of the others. A socket that systemd hands over (deploy/site.socket)
goes before `bind`.
"""

import os
from pathlib import Path

from gunicorn.asgi import protocol as answers

from publishing.serve import patience

wsgi_app = "achterlating_site.asgi:application"
worker_class = "asgi"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
preload_app = True  # a wrong setting stops the start; workers share the build's memory
asgi_lifespan = "off"  # nothing to do at start and stop

accesslog = None  # who visited is written nowhere
control_socket_disable = True  # else it opens one in the home folder

# Its name would cost every page 23 bytes, and helps only someone who looks for a way in. No setting
# leaves it out; test_serving_for_real notices when an upgrade calls this otherwise.
answers._CACHED_SERVER_HEADER = b""

patience.be_patient()
worker_connections = patience.connections()
keepalive = 65  # longer than a proxy keeps its own, so that it never meets a closed one
graceful_timeout = 5  # kept connections count as busy: a stop would wait for them
timeout = 30  # for a worker that hangs; a slow page of the admin does not block it
if Path("/dev/shm").is_dir():
    worker_tmp_dir = "/dev/shm"  # the sign of life must not wait for a disk
