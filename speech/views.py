"""The same answers as in a build, for when there is none: development and previews."""

from django.http import Http404, HttpResponse
from django.urls import resolve
from django.views.decorators.http import require_safe
from whitenoise.responders import MissingFileError, StaticFile

from publishing.serve.static_files import WholeFiles
from speech.audio import tracks
from speech.audio.pcm import FORMATS
from speech.text.page_text import read

from .build_addition import NAME, as_json
from .player_data import Known, offer


@require_safe
def listen(request, language, page=None):
    """What the player of the page at this address gets."""
    path = request.path_info.removesuffix(NAME)
    view, arguments, named = resolve(path)
    response = view(request, *arguments, **named)
    sentences = read(response.render().content.decode(), language)
    data = as_json(offer(sentences, language, Known.now()))
    return HttpResponse(data, content_type="application/json")


@require_safe
def sound(request, digest, ending):
    """A track that was made. Answers Range, without which an iPhone plays nothing."""
    track = tracks.find(digest)
    if track is None:
        raise Http404
    return sound_file(request, track.file(ending), FORMATS[ending][0])


def sound_file(request, file, kind: str):
    """A file of sound, or the part of it that was asked for."""
    try:
        sound = StaticFile(
            str(file), [("Content-Type", kind), ("Accept-Ranges", "bytes")]
        )
    except MissingFileError as error:
        raise Http404 from error
    return WholeFiles.serve(sound, request)
