"""What stands in `deploy/`, the Dockerfile and the ignore file: read here, tried by the drills."""

import configparser
import fnmatch
import re
import shutil
import subprocess

import pytest
from django.conf import settings
from django.core.management import call_command
from gunicorn.asgi.protocol import ASGIProtocol

from languages.offered import LANGUAGES
from publishing.serve import patience

DEPLOY = settings.BASE_DIR / "deploy"


def unit(name: str) -> configparser.ConfigParser:
    result = configparser.ConfigParser(strict=False)
    result.optionxform = str
    result.read(DEPLOY / name)
    return result


def test_the_server_is_started_again_whatever_ends_it_and_its_port_stays():
    service, port = unit("site.service"), unit("site.socket")

    assert service["Service"]["Restart"] == "always"
    assert service["Unit"]["StartLimitIntervalSec"] == "0"
    assert service["Unit"]["Requires"] == "site.socket"
    assert int(service["Service"]["LimitNOFILE"]) > patience.MOST
    assert port["Socket"]["ListenStream"] == "127.0.0.1:8000"
    assert (settings.BASE_DIR / service["Service"]["ExecStart"].split()[-1]).is_file()


def test_the_units_export_to_where_the_servers_in_front_look():
    for name in ("site.service", "site-prepare.service"):
        assert "Environment=EXPORT_TO=/var/lib/site/export\n" in (DEPLOY / name).read_text()  # fmt: skip
    for name in ("nginx.conf", "Caddyfile"):
        assert "/var/lib/site/export/live/" in (DEPLOY / name).read_text()


def test_a_quiet_page_is_one_tls_record():
    front = (DEPLOY / "nginx.conf").read_text()

    # 16k is the most that TLS allows; a quiet page stays within 8,500 bytes
    assert re.findall(r"ssl_buffer_size (\w+);", front) == ["16k"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_understands_the_units(tmp_path):
    for file in DEPLOY.glob("site*.s*"):  # the programs are elsewhere on this machine
        text = file.read_text().replace("/srv/site/.venv/bin/gunicorn", "/bin/true")
        text = text.replace("/srv/site/.venv/bin/python", "/bin/true")
        (tmp_path / file.name).write_text(text)
    units = sorted(tmp_path.iterdir())
    assert len(units) == 3

    done = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_the_container_opens_no_port_to_the_world_and_is_started_again():
    text = (settings.BASE_DIR / "Dockerfile").read_text()

    assert "-p 127.0.0.1:8000:8000" in text
    assert " -p 8000:" not in text
    assert "--restart unless-stopped" in text


@pytest.mark.parametrize(
    "secret",
    [
        ".env", ".env.production", "backup-2026-11-22-0301.tar.gz", "elders/.env",
        "map/site.tar.gz", "db.sqlite3", "kopie/db.sqlite3-wal", "var/secret-key",
    ],
)  # fmt: skip
def test_no_secret_goes_into_the_image(secret):
    patterns = (settings.BASE_DIR / ".dockerignore").read_text().split()

    def is_out(pattern: str) -> bool:
        if pattern.startswith("**/"):  # as docker reads it: at any depth
            return fnmatch.fnmatch(secret.rpartition("/")[2], pattern[3:])
        return secret == pattern or secret.startswith(f"{pattern}/")

    assert any(map(is_out, patterns))


def test_each_language_and_the_admin_has_a_page_for_when_nobody_answers(
    db, tmp_path, settings
):
    settings.VAR_DIR = tmp_path
    call_command("stand_ins")

    written = {path.name for path in (tmp_path / "proxy").iterdir()}
    assert written == {"admin.html", *(f"{code}.html" for code in LANGUAGES)}
    for code, language in LANGUAGES.items():
        page = (tmp_path / "proxy" / f"{code}.html").read_text()
        assert f'href="{language.decoy}"' in page
        assert "112" in page


def test_gunicorn_still_has_what_its_patience_is_made_of():
    for name in ("_keepalive_timeout", "connection_made", "connection_lost"):
        assert callable(getattr(ASGIProtocol, name))
    source = ASGIProtocol.__init__.__code__.co_names
    assert {"_keepalive_handle", "_awaiting_request"} <= set(source)
    assert patience.gasgi.ASGIProtocol in (ASGIProtocol, patience.Patient)
