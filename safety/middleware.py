"""Headers that keep a visit out of caches, referrers and other sites' hands.

They count against the budget of every page (QUIET_BUDGET): each line must earn
its bytes. What each does, and what it cannot do, stands in SECURITY.md.
"""

from csp.decorators import csp
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from languages.selection import Middleware

PUBLIC = {
    "Cache-Control": "no-store",  # keeps the words off the disk, not out of Back
    "Referrer-Policy": "no-referrer",  # the decoy must not learn where one came from
    # Where she is, nobody here may ask. Camera and microphone are not named: no code but
    # ours runs, nothing is framed, and 24 bytes of every page would say it once more.
    "Permissions-Policy": "geolocation=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Request-OTR": "1",  # Brave then offers to forget this site, and only this site
}
ADMIN = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "same-origin",  # with no-referrer Django refuses its own forms
    "X-Robots-Tag": "noindex",
}


def headers(get_response: Middleware) -> Middleware:
    """Set the public or the admin's headers; give the admin its own policy."""
    prefix = f"/{settings.ADMIN_PATH}/"
    admin = csp(settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"])(get_response)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        in_admin = request.path_info.startswith(prefix)
        response = admin(request) if in_admin else get_response(request)
        if request.path_info.startswith(settings.STATIC_URL):
            return response  # public files of the admin; they say nothing of a visit
        if not in_admin:  # frame-ancestors says the same; 23 bytes of every page
            response.headers.pop("X-Frame-Options", None)
        for name, value in (ADMIN if in_admin else PUBLIC).items():
            response[name] = value
        return response

    return middleware
