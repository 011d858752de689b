"""The admin's own files, as a server of ASGI needs them from WhiteNoise."""

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile


class WholeFiles(WhiteNoiseMiddleware):
    """WhiteNoise that hands over a file's bytes instead of an open file.

    Django under ASGI warns at every open file, and then reads it whole anyway.
    """

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        answer = static_file.get_response(request.method, request.META)
        content = b""
        if answer.file:
            with answer.file as file:
                content = file.read()
        response = HttpResponse(content, status=answer.status)
        del response["Content-Type"]  # a 304 has none; others bring their own
        for name, value in answer.headers:
            response[name] = value
        return response
