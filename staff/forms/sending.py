"""Forms that a script sends, so that the page with what was typed stays until it is saved."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from languages.selection import Middleware

SENT = "X-Sent-By-Script"
GO_TO = "X-Go-To"


def stays(get_response: Middleware) -> Middleware:
    """Tell static/admin_site/sending.js where to go, instead of sending it there.

    A script that follows a redirect would read the page in which the message "saved"
    stands, and nobody would see it.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if SENT in request.headers and "Location" in response.headers:
            response[GO_TO] = response["Location"]
            del response["Location"]
            response.status_code = 200
        return response

    return middleware
