"""What is answered where no view could: in the admin to an editor, elsewhere to a visitor."""

from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.views.defaults import bad_request as plain_refusal

from content.views import server_error as visitors_page
from staff.forms import failing


def server_error(request):
    """Nothing of what an editor typed is lost; a visitor gets the exit and the numbers."""
    if failing.is_admin(request):
        return failing.failed(request)
    return visitors_page(request)


def bad_request(request, exception):
    """A form with more in it than is read. Whoever asks for another host gets no page."""
    if isinstance(exception, DisallowedHost) or not failing.is_admin(request):
        return plain_refusal(request, exception)
    if isinstance(exception, SuspiciousOperation):
        return failing.too_much(request)
    return failing.failed(request, exception)
