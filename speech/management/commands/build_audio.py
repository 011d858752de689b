"""Make prepared sound for the pages that are live: what is new, and nothing else.

Nobody hears it until a listener approved it in the admin and it was put online. A
machine without the engine of a language only gets a warning. Every publication begins
`--at-leisure --publish` by itself; have it every night too.
"""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from languages.selection import language_of
from publishing.build import live
from publishing.build.builder import BuildError
from speech import after_publication, synthesis
from speech.audio import tracks
from speech.models import Recording
from speech.player_data import voices

FIRST = 4  # pages a language at a first start: who starts it waits for them


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []  # it changes no page

    def add_arguments(self, parser):
        parser.add_argument("--only", nargs="+", metavar="ADDRESS", help="as /nl/3/")
        parser.add_argument(
            "--core", action="store_true", help="only the pages of the core bundle"
        )
        parser.add_argument(
            "--if-none",
            action="store_true",
            help="for a first start: a few pages, signed, if there is no sound yet",
        )
        parser.add_argument(
            "--sign",
            action="store_true",
            help="approve without listening; for a demonstration",
        )
        parser.add_argument(
            "--at-leisure",
            action="store_true",
            help="behind all else, and a page whole only where it may be heard",
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="put online what may be heard, with the edition that is live",
        )
        parser.add_argument(
            "--prune", action="store_true", help="forget what no live page says"
        )

    def handle(self, *args, **options):
        if options["if_none"]:
            if (settings.SPEECH_ROOT / "tracks").is_dir():
                return
            options["core"] = options["sign"] = True
        if not options["at_leisure"]:
            return self.work(options)
        try:
            with after_publication.at_leisure():
                self.work(options)
        except after_publication.AlreadyWaiting:
            self.stdout.write("Another run waits for its turn, and will do this too.")

    def work(self, options):
        self.tells = options["at_leisure"]
        pages, began = synthesis.LivePages(), time.monotonic()
        paths = self.chosen(pages, options)
        done = synthesis.build(paths, pages, self.progress, not self.tells)
        self.stdout.write(
            f"{done.pages} pages: {done.spoken} new sentences, {done.joined} new tracks "
            f"({done.seconds / 60:.1f} min) in {time.monotonic() - began:.1f} s."
        )
        self.stdout.write(f"{tracks.size() / 1e6:.0f} MB of sound lies here.")
        for problem in done.problems:
            self.stderr.write(f"No sound for {problem}")
        if options["sign"]:
            count = sum(synthesis.approve(path, pages) for path in paths)
            self.stdout.write(
                f"{count} sentences approved unheard, as a demonstration."
            )
        if options["publish"]:
            self.put_online()
        if options["prune"]:
            self.stdout.write(
                f"{synthesis.prune(synthesis.LivePages())} files forgotten."
            )

    def put_online(self):
        """The live edition again, with the sound of now; its words do not change."""
        try:
            made = live.renew(self.progress)
        except (BuildError, OSError) as error:
            raise CommandError(f"The sound is not online: {error}") from error
        if made:
            self.stdout.write(f"{len(made.manifest.files)} files of sound are online.")

    def chosen(self, pages: synthesis.LivePages, options) -> list[str]:
        """The addresses to work on, those left out whose voice this machine lacks."""
        try:
            ready = dict(voices())
        except ValueError as error:
            raise CommandError(f"SPEECH_VOICES: {error}") from error
        for language, voice in list(ready.items()):
            if voice.missing:
                self.stderr.write(f"{language}: {voice.missing} is not installed.")
                del ready[language]
        recorded = set(Recording.objects.values_list("language", flat=True))
        languages = [
            code for code, _ in settings.LANGUAGES if code in recorded | set(ready)
        ]
        if options["only"]:
            unknown = set(options["only"]) - set(pages.manifest.pages)
            if unknown:
                raise CommandError(f"Not live: {', '.join(sorted(unknown))}")
            return [path for path in options["only"] if language_of(path) in languages]
        choose = pages.core if options["core"] else pages.paths
        first = FIRST if options["if_none"] else None
        return [path for language in languages for path in choose(language)[:first]]

    def progress(self, done: int, total: int, what: str) -> None:
        if self.tells:
            after_publication.tell(state="busy", done=done, total=total, what=what)
        if self.stdout.isatty():
            line = f"\r\x1b[K{done:>5} of {total}  {what}"
            self.stdout.write(line, ending="\n" if done == total else "")
            self.stdout.flush()
        elif done == total or done * 4 // total != (done - 1) * 4 // total:
            self.stdout.write(f"{done:>5} of {total}  {what}")
