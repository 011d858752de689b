"""A stand-in for the site the exit leads to: slow if told so, and it writes down who came."""

import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Decoy:
    """Answers every GET with a weather page after `delay` seconds.

    visits: (path, headers) of every page asked for, icons left out
    """

    def __init__(self):
        self.begin()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}/weather"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def begin(self) -> None:
        """As at first: nobody came, and whoever is still on the way is not counted."""
        self.delay = 0.0
        self.visits: list[tuple[str, dict]] = []

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def _handler(decoy):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path == "/weather":
                    decoy.visits.append((self.path, dict(self.headers)))
                    time.sleep(decoy.delay)
                body = b"<!doctype html><title>Weather</title><h1>Rain</h1>"
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body)))
                with suppress(BrokenPipeError):  # whoever asked may be gone by now
                    self.end_headers()
                    self.wfile.write(body)

            def log_message(self, *args):
                pass

        return Handler
