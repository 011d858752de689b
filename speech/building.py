"""Make the sound that pages still lack. At publication, never on a visit."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.conf import settings

from achterlating_site.middleware import language_of
from publishing.live import live_build
from publishing.store import Manifest, Store

from . import tracks
from .engines import EngineError
from .models import Approval
from .offers import Known, Version, versions
from .reading import Sentence, read


@dataclass
class Done:
    """What a run did. problems: pages without sound, and why."""

    pages: int = 0
    said: int = 0  # sentences that were new
    joined: int = 0  # tracks that were new
    seconds: float = 0.0  # of sound in those
    problems: list[str] = field(default_factory=list)


class LivePages:
    """The pages that visitors see now, and what they say."""

    def __init__(self):
        self.store = Store(settings.PUBLISHING_ROOT)
        build = live_build()
        self.manifest = self.store.manifest(build) if build else Manifest()

    def paths(self, language: str) -> list[str]:
        start = f"/{language}/"
        return sorted(
            path
            for path in self.manifest.pages
            if path.startswith(start) and path.endswith("/")
        )

    def core(self, language: str) -> list[str]:
        """The pages somebody in need opens first: those of the core bundle."""
        answer = self.manifest.pages.get(f"/{language}/core.json")
        return list(json.loads(self.store.blob(answer.blob, ""))["pages"]) if answer else []  # fmt: skip

    def read(self, path: str) -> list[Sentence]:
        """Raises KeyError for an address that is no page."""
        html = self.store.blob(self.manifest.pages[path].blob, "").decode()
        return read(html, language_of(path))


def build(
    paths: list[str], pages: LivePages, progress: Callable[[int, int, str], None]
) -> Done:
    """Let every sentence of these pages be said, and join each page's into a track."""
    known, done = Known.now(), Done()
    for place, path in enumerate(paths, start=1):
        try:
            _page(pages.read(path), known, done)
        except (EngineError, OSError) as error:
            done.problems.append(f"{path}: {error}")
        done.pages += 1
        progress(place, len(paths), path)
    return done


def sign(paths: list[str], pages: LivePages) -> int:
    """Approve all that was made for these pages, without a listener: how many
    sentences. For a demonstration only."""
    known, new = Known.now(), {}
    for path in paths:
        for sentence, clip in clips(pages.read(path), known):
            if clip not in known.approvals and tracks.has_clip(clip):
                new[clip] = Approval(
                    language=sentence.language, text=sentence.text, clip=clip
                )
    Approval.objects.bulk_create(new.values(), ignore_conflicts=True)
    return len(new)


def prune(pages: LivePages) -> int:
    """Forget sound that no page of the live edition says; how many files went."""
    known, kept_clips, kept_tracks = Known.now(), set(), set()
    for language in settings.SPEECH_VOICES:
        for path in pages.paths(language):
            sentences = pages.read(path)
            kept_clips |= {clip for _, clip in clips(sentences, known)}
            for version in versions(sentences, known):
                kept_tracks.add(tracks.track_of(version.pieces))
    return tracks.prune(kept_clips, kept_tracks)


def clips(sentences: list[Sentence], known: Known) -> Iterator[tuple[Sentence, str]]:
    """Each sentence that has a voice, with the name of its clip."""
    for sentence in sentences:
        if voice := known.voices.get(sentence.language):
            yield sentence, tracks.clip_of(sentence, voice)


def _page(sentences: list[Sentence], known: Known, done: Done) -> None:
    for sentence in sentences:
        if voice := known.voices.get(sentence.language):
            done.said += tracks.make_clip(sentence, voice)
    for version in versions(sentences, known):
        if version.pieces and not tracks.find(tracks.track_of(version.pieces)):
            _joined(version, done)


def _joined(version: Version, done: Done) -> None:
    track = tracks.make(version.pieces)
    done.joined += 1
    done.seconds += track.seconds
