"""Make the sound that pages still lack. After a publication, never on a visit."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings

from languages.selection import language_of
from publishing.build.live import live_build
from publishing.build.store import Manifest, Store
from speech.audio import tracks
from speech.audio.engines import EngineError
from speech.text.page_text import Sentence, read
from staff import disk

from .models import Approval
from .names import track_of
from .player_data import Known, Version, clips_of, versions, whole


@dataclass
class Done:
    """What a run did. problems: pages without sound, and why."""

    pages: int = 0
    spoken: int = 0  # sentences that were new
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
    paths: list[str],
    pages: LivePages,
    progress: Callable[[int, int, str], None],
    is_whole: bool = True,
) -> Done:
    """Let every sentence of these pages be said, and join each page's into a track.

    is_whole: also tracks with what nobody approved, to be listened to in the admin
    """
    known, done = Known.now(), Done()
    for place, path in enumerate(paths, start=1):
        if warning := disk.warning():
            done.problems.append(f"{path} en verder: {warning}")
            break
        sentences = pages.read(path)
        try:
            _say(sentences, known, done)
        except (EngineError, OSError) as error:
            done.problems.append(f"{path}: {error}")
        try:
            _join(sentences, known, done, is_whole)
        except (EngineError, OSError) as error:
            done.problems.append(f"{path}: {error}")
        done.pages += 1
        progress(place, len(paths), path)
    tracks.release()
    return done


def unheard(sentences: list[Sentence], known: Known) -> list[tuple[Sentence, str]]:
    """What was said of these and nobody approved yet: sentences, each with its clip."""
    return [
        (sentence, clip)
        for sentence, clip in clips_of(sentences, known)
        if clip not in known.approvals and tracks.has_clip(clip)
    ]


def sign(pairs: list[tuple[Sentence, str]], by=None) -> int:
    """Say of these clips that they may be heard; how many. by: who heard them; nobody,
    for a demonstration."""
    new = [
        Approval(language=sentence.language, text=sentence.text, clip=clip, by=by)
        for sentence, clip in pairs
    ]
    Approval.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def approve(path: str, pages: LivePages, by=None) -> int:
    """Say so of all that was made for this page."""
    return sign(unheard(pages.read(path), Known.now()), by)


def prune(pages: LivePages) -> int:
    """Forget sound that no page of the live edition says; how many files went."""
    known, kept_clips, kept_tracks = Known.now(), set(), set()
    for language, _ in settings.LANGUAGES:
        for path in pages.paths(language):
            sentences = pages.read(path)
            kept_clips |= {clip for _, clip in clips_of(sentences, known)}
            for version in _versions(sentences, known, True):
                kept_tracks.add(track_of(version.pieces))
    gone = tracks.prune(kept_clips, kept_tracks)
    tracks.release()
    return gone


def _say(sentences: list[Sentence], known: Known, done: Done) -> None:
    for sentence, _ in clips_of(sentences, known):
        done.spoken += tracks.make_clip(sentence, known.voices[sentence.language])


def _join(sentences: list[Sentence], known: Known, done: Done, is_whole: bool) -> None:
    for version in _versions(sentences, known, is_whole):
        if not tracks.find(track_of(version.pieces)):
            track = tracks.make(version.pieces)
            done.joined += 1
            done.seconds += track.seconds


def _versions(sentences: list[Sentence], known: Known, is_whole: bool) -> list[Version]:
    extra = whole(sentences, known)
    ways = versions(sentences, known)
    if is_whole and extra.pieces and extra not in ways:
        ways.append(extra)
    return ways
