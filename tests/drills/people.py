"""An editor and a visitor, as the server meets them: plain HTTP, forms as a browser sends them."""

import http.client
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import lxml.html

from tests.support import running

from . import Cost

FORM = "application/x-www-form-urlencoded"
ENTER = """
import time
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice
user, _ = get_user_model().objects.get_or_create(
    username="{name}", defaults=dict(is_staff=True, is_superuser=True))
phone, _ = TOTPDevice.objects.get_or_create(user=user, name="telefoon", confirmed=True)
session = import_module(settings.SESSION_ENGINE).SessionStore()
session.update({{
    SESSION_KEY: str(user.pk),
    BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
    HASH_SESSION_KEY: user.get_session_auth_hash(),
    DEVICE_ID_SESSION_KEY: phone.persistent_id,
    "authenticated_at": time.time() + 3600, "since": time.time()}})
session.create()
print("session", session.session_key)
"""


class Editor:
    """Somebody at the desk of a served site, with both steps of logging in taken."""

    def __init__(self, var: Path, port: int, name: str):
        output = running.manage(var, "shell", "-c", ENTER.format(name=name), check=True)
        self.port, self.cookies = port, {"sessionid": output.stdout.split()[-1]}

    def ask(
        self, method: str, path: str, body: str | bytes = "", timeout=60, **headers
    ):
        """A response, read. Raises OSError where there is none."""
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        own = {"Cookie": cookies, "Origin": f"http://127.0.0.1:{self.port}"}
        if body:
            own["Content-Type"] = FORM
        try:
            wire.request(method, path, body or None, own | headers)
            response = wire.getresponse()
            response.body = response.read()
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            wire.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response

    def opened(self, path: str, form: str) -> dict[str, str]:
        """What the form with this id would send, untouched."""
        response = self.ask("GET", path)
        assert response.status == 200, f"{path}: {response.status}"
        page = lxml.html.fromstring(response.body.decode())
        return dict(page.get_element_by_id(form).form_values())

    def send(self, path: str, fields: dict, **options):
        return self.ask("POST", path, urlencode(fields), **options)

    def send_file(self, path: str, fields: dict, content: bytes):
        """A form with a file in it, as a browser sends it."""
        self.ask("GET", path)  # for the cookie
        fields = fields | {"csrfmiddlewaretoken": self.cookies["csrftoken"]}
        edge = "-----a-line-that-stands-nowhere"
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\n\r\n'
        body = (
            "".join([*parts, head]).encode() + content + f"\r\n--{edge}--\r\n".encode()
        )
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        return self.ask("POST", path, body, timeout=300, **kind)


@contextmanager
def visits(port: int, cost: Cost, paths=("/nl/", "/ar/1/", "/en/3/"), pause=0.05):
    """Somebody reads while something else happens; counted, and judged at the end."""
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            for path in paths:
                cost.visits += 1
                try:
                    response = running.get(port, path)
                except (OSError, http.client.HTTPException):
                    cost.failed += 1
                else:
                    whole = response.body.rstrip().endswith(b"</html>")
                    cost.failed += not (response.status == 200 and whole)
            time.sleep(pause)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield
    finally:
        done.set()
        reader.join()
