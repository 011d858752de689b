"""deploy/nginx.conf as it is, with a certificate of one hour and ports of its own."""

import os
import re
import subprocess
from pathlib import Path

from tests.support import running

HOST = "noordwind.example"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
AROUND = """
load_module {brotli};
{user}
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def serving(folder: Path, var: Path, site: int):
    """A context that gives the proxy's port for https; one higher is the one for http."""
    folder.mkdir()
    certificate(folder)
    https, http = running.free_port(), running.free_port()
    shipped = (running.ROOT / "deploy/nginx.conf").read_text()
    replaced = shipped
    for pattern, instead in [
        (r".*listen \[::\].*\n", ""),
        (r"listen 443", f"listen 127.0.0.1:{https}"),
        (r"listen 80", f"listen 127.0.0.1:{http}"),
        (r"/etc/letsencrypt/live/noordwind.example", str(folder)),
        (r"/var/lib/site", str(var)),
        (r"server 127.0.0.1:8000;", f"server 127.0.0.1:{site};"),
    ]:
        replaced, times = re.subn(pattern, instead, replaced)
        assert times, f"deploy/nginx.conf no longer says {pattern}"
    (folder / "site.conf").write_text(replaced)
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        AROUND.format(brotli=BROTLI, folder=folder, user=user)
    )
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    return running.kept_running(command, https, "/", folder / "log"), https, http


def certificate(folder: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
        + ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
        + ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"],
        check=True,
        capture_output=True,
    )


def asked(port: int, path: str, *options: str, host: str = HOST) -> tuple[str, str]:
    """Head and body of an answer over TLS, by curl; both empty where there is none."""
    done = subprocess.run(
        ["curl", "--silent", "--include", "--insecure", "--max-time", "20", *options]
        + ["--resolve", f"{host}:{port}:127.0.0.1", f"https://{host}:{port}{path}"],
        capture_output=True,
        text=True,
    )
    head, _, body = done.stdout.replace("\r\n", "\n").partition("\n\n")
    return head, body


def speaks(port: int, cipher: str) -> bool:
    """Whether a visit over TLS 1.2 can be kept secret by this cipher alone."""
    command = ["openssl", "s_client", "-connect", f"127.0.0.1:{port}"]
    options = ["-servername", HOST, "-tls1_2", "-cipher", cipher]
    return not subprocess.run(
        command + options, input=b"", capture_output=True
    ).returncode
