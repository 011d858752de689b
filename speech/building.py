"""Make the sound that pages still lack. At publication, never on a visit."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings

from achterlating_site.middleware import language_of
from publishing.live import live_build
from publishing.store import Manifest, Store

from . import tracks
from .engines import EngineError
from .models import Approval
from .offers import Known, Version, clips_of, versions
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


def approve(path: str, pages: LivePages, by=None) -> int:
    """Say of all that was made for this page that it may be heard: how many sentences
    that were not yet. by: who heard it; nobody, for a demonstration."""
    known = Known.now()
    new = [
        Approval(language=it.language, text=it.text, clip=clip, by=by)
        for it, clip in clips_of(pages.read(path), known)
        if clip not in known.approvals and tracks.has_clip(clip)
    ]
    Approval.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def prune(pages: LivePages) -> int:
    """Forget sound that no page of the live edition says; how many files went."""
    known, kept_clips, kept_tracks = Known.now(), set(), set()
    for language, _ in settings.LANGUAGES:
        for path in pages.paths(language):
            sentences = pages.read(path)
            kept_clips |= {clip for _, clip in clips_of(sentences, known)}
            for version in versions(sentences, known):
                kept_tracks.add(tracks.track_of(version.pieces))
    return tracks.prune(kept_clips, kept_tracks)


def _page(sentences: list[Sentence], known: Known, done: Done) -> None:
    for sentence, _ in clips_of(sentences, known):
        done.said += tracks.make_clip(sentence, known.voices[sentence.language])
    for version in versions(sentences, known):
        if version.pieces and not tracks.find(tracks.track_of(version.pieces)):
            _joined(version, done)


def _joined(version: Version, done: Done) -> None:
    track = tracks.make(version.pieces)
    done.joined += 1
    done.seconds += track.seconds
