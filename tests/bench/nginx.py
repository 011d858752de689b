"""nginx: with one page as a plain file, the limit of speed; with an exported tree, as it is shipped;
and in front of gunicorn, without a tree."""

import os
import shutil
from pathlib import Path

from publishing.build.store import Answer, Store
from tests.support import running

MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")

AROUND = """
load_module {module};
{user}
worker_processes 2;
pid {folder}/pid;
error_log {folder}/error.log;
daemon off;
events {{}}
http {{
    access_log off;
    {within}
}}
"""
PLAIN = """
    types {{}}
    default_type "text/html; charset=utf-8";
    brotli_static on;
    gzip_static on;
    etag off;
    server {{
        listen 127.0.0.1:{port} reuseport;
        root {folder}/files;
        {headers}
    }}
"""
SHIPPED = """
    {maps}
    upstream site {{ server 127.0.0.1:{site}; keepalive 16; }}
    server {{
        listen 127.0.0.1:{port} reuseport;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $host;
        {places}
        location / {{ proxy_pass http://site; }}
    }}
"""


def missing() -> str:
    """What there is to install before nginx can be measured, as Debian calls it."""
    if not shutil.which("nginx"):
        return "nginx-light"
    return "" if MODULE.exists() else "libnginx-mod-http-brotli-static"


def serving(store: Store, answer: Answer, path: str, folder: Path):
    """Context manager: nginx serving `answer` at `path`; gives its port."""
    page = folder / "files" / path.strip("/") / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    for suffix in ("", ".br", ".gz"):
        page.with_name(f"index.html{suffix}").write_bytes(
            store.blob(answer.blob, suffix)
        )
    own = ("Content-Type", "Content-Length")  # nginx says these itself
    headers = "\n        ".join(
        f'add_header {name} "{value}";'
        for name, value in answer.headers
        if name not in own
    )
    port = running.free_port()
    within = PLAIN.format(folder=folder, port=port, headers=headers)
    return _running(within, port, path, folder)


def in_front(site: int, path: str, folder: Path, tree: Path | None = None):
    """Context manager: nginx in front of the site, with an exported tree or without;
    gives its port."""
    port = running.free_port()
    within = SHIPPED.format(
        maps=f"include {tree}/nginx-http.conf;" if tree else "",
        places=f"include {tree}/nginx-server.conf;" if tree else "",
        site=site,
        port=port,
    )
    return _running(within, port, path, folder)


def _running(within: str, port: int, path: str, folder: Path):
    folder.mkdir(exist_ok=True)
    configuration = folder / "nginx.conf"
    user = "user root;" if os.getuid() == 0 else ""
    configuration.write_text(
        AROUND.format(module=MODULE, user=user, folder=folder, within=within)
    )
    command = ["nginx", "-p", str(folder), "-c", str(configuration)]
    return running.kept_running(command, port, path, folder / "nginx.log")
