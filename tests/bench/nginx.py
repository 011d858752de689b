"""nginx with one page as files, as an export would give it: the limit of speed."""

import os
import shutil
from pathlib import Path

from publishing.build.store import Answer, Store
from tests.support import running

MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")

CONFIGURATION = """
load_module {module};
{user}
worker_processes 2;
pid {folder}/pid;
error_log {folder}/error.log;
daemon off;
events {{}}
http {{
    access_log off;
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
    configuration = folder / "nginx.conf"
    configuration.write_text(
        CONFIGURATION.format(
            module=MODULE,
            user="user root;" if os.getuid() == 0 else "",
            folder=folder,
            port=port,
            headers=headers,
        )
    )
    command = ["nginx", "-p", str(folder), "-c", str(configuration)]
    return running.kept_running(command, port, path, folder / "nginx.log")
