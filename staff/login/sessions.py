"""Editors' sessions, without a write to the database at every request."""

import logging
import time

from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

SEEN = "seen"  # when somebody last did something, to within EVERY
EVERY = 60  # seconds

log = logging.getLogger(__name__)


class Sessions(SessionMiddleware):
    """Django's, which keeps a session alive that is used, at most once a minute.

    SESSION_SAVE_EVERY_REQUEST would write at each look at a page, and so let those who
    save wait for those who read.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        session = getattr(request, "session", None)
        if session is not None and session.accessed and not session.is_empty():
            now = time.time()
            if not 0 <= now - session.get(SEEN, 0) < EVERY:
                session[SEEN] = now
        try:
            return super().process_response(request, response)
        except SessionInterrupted:
            # What was asked is done by now, so that is what the editor should read.
            # What must not be lost is saved where it is decided: staff.login.reauthentication.mark_authenticated.
            log.warning("A session could not be saved: gone, or a database in trouble.")
            return response
