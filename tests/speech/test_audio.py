"""Sound is made once, for exactly these words, and heard only when somebody approved it."""

import gzip
import json
import os
import stat
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from publishing.build.store import Manifest, Store
from publishing.serve.asgi import Live
from publishing.serve.responses import Site
from speech import after_publication, build_addition, player_data, synthesis
from speech.audio import pcm, tracks
from speech.audio.engines import EngineError, Voice
from speech.models import Approval

from ..publishing.test_serve import ask, django
from ..support.sounds import WORDS, make, page, put_live

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.SPEECH_ROOT = tmp_path / "speech"
    settings.PUBLISHING_ROOT = tmp_path / "site"
    put_live(settings.PUBLISHING_ROOT, nl=page(WORDS))
    return tmp_path


def heard(path="/nl/1/"):
    """What a visitor would be offered of this page."""
    return player_data.sound(synthesis.LivePages().read(path), player_data.Known.now())


def approve(path="/nl/1/") -> int:
    return synthesis.approve(path, synthesis.LivePages())


def test_sound_is_made_of_every_sentence_and_needs_approval():
    done = make("/nl/1/")

    assert (done.spoken, done.joined, done.problems) == (3, 1, [])
    assert heard() is None
    assert approve() == 3
    version, track = heard()
    assert len(version.marks(track)) == 3
    assert 2 < track.seconds < 10
    for ending in pcm.FORMATS:
        assert 3_000 < track.sizes[ending] < 60_000


def test_marks_follow_one_another_with_a_rest_between():
    make("/nl/1/")
    approve()
    _, track = heard()

    assert track.marks[0][0] == 0
    rests = [b[0] - a[1] for a, b in zip(track.marks, track.marks[1:], strict=False)]
    assert rests == [700, 350]  # another block, another sentence
    samples = pcm.decode(track.file("mp3"))
    end = track.marks[-1][1] / 1000 * pcm.RATE
    assert 0 <= len(samples) - end < 0.5 * pcm.RATE


def test_the_second_time_nothing_is_made():
    make("/nl/1/")

    again = make("/nl/1/")

    assert (again.spoken, again.joined) == (0, 0)


def test_a_changed_sentence_is_silent_at_once_and_only_it_is_made_anew(settings):
    make("/nl/1/")
    approve()
    put_live(settings.PUBLISHING_ROOT, nl=page(WORDS.replace("morgen", "later")))

    assert heard() is None
    done = make("/nl/1/")
    assert (done.spoken, done.joined) == (1, 1)
    assert heard() is None  # nobody listened to it
    assert approve() == 1
    assert heard()


LONG = f"{WORDS} Blijf kalm. Wij zijn er. Je bent niet alleen. Schrijf het op."


def test_one_new_sentence_is_skipped_and_the_rest_is_heard(settings):
    """A page is not silent until somebody has listened to its newest words."""
    put_live(settings.PUBLISHING_ROOT, nl=page(LONG))
    make("/nl/1/")
    approve()
    put_live(settings.PUBLISHING_ROOT, nl=page(LONG.replace("morgen", "later")))

    done = synthesis.build(
        ["/nl/1/"], synthesis.LivePages(), lambda *progress: None, False
    )

    assert (done.spoken, done.joined) == (1, 1)  # and no track with what nobody heard
    version, track = heard()
    assert [mark is None for mark in version.marks(track)] == [
        number == 2 for number in range(7)
    ]
    result = player_data.offer(
        synthesis.LivePages().read("/nl/1/"), "nl", player_data.Known.now()
    )
    assert result["sound"]["marks"][2] is None


def test_a_page_of_which_little_is_said_is_not_offered(settings):
    put_live(settings.PUBLISHING_ROOT, nl=page(LONG))
    make("/nl/1/")
    approve()

    for approval in Approval.objects.all()[:2]:
        approval.delete()
    make("/nl/1/")

    assert heard() is None


def test_sound_after_a_publication_is_put_online_with_the_words_that_are(
    settings, root, monkeypatch
):
    """The run that a publication begins; the build is tried elsewhere."""
    put_live(settings.PUBLISHING_ROOT, nl=page(LONG))
    make("/nl/1/")
    approve()
    put_live(settings.PUBLISHING_ROOT, nl=page(LONG.replace("morgen", "later")))
    renewed = []
    monkeypatch.setattr(
        "publishing.build.live.renew", lambda progress: renewed.append(heard())
    )
    monkeypatch.setattr("os.nice", lambda by: None)

    call_command("build_audio", "--at-leisure", "--publish", stdout=StringIO())

    assert renewed[0]  # made first, then put online
    assert after_publication.state() == {"state": "none"}


def test_a_run_that_fails_tells_why_and_one_that_was_killed_is_forgotten(
    root, monkeypatch
):
    def fails(progress):
        raise OSError("disk full")

    monkeypatch.setattr("publishing.build.live.renew", fails)
    monkeypatch.setattr("os.nice", lambda by: None)
    with pytest.raises(CommandError):
        call_command("build_audio", "--at-leisure", "--publish", stdout=StringIO())
    assert "disk full" in after_publication.state()["why"]

    after_publication.tell(state="busy", done=1, total=2, what="")
    assert after_publication.state()["done"] == 1
    os.utime(root / "speech/making.json", (0, 0))
    assert after_publication.state() == {"state": "none"}


def test_a_publication_begins_a_run_only_where_somebody_listens(monkeypatch):
    begun = []
    monkeypatch.setattr(
        after_publication, "begin", lambda publish: begun.append(publish)
    )
    after_publication.begin_if_wanted()
    assert begun == []  # a fresh site: nobody would hear it

    make("/nl/1/")
    approve()
    after_publication.begin_if_wanted()

    assert begun == [True]


def test_words_put_back_have_their_sound_back(settings):
    make("/nl/1/")
    approve()
    put_live(settings.PUBLISHING_ROOT, nl=page("Anders."))
    assert heard() is None

    put_live(settings.PUBLISHING_ROOT, nl=page(WORDS))

    assert heard()


def test_a_withdrawn_approval_is_silence():
    make("/nl/1/")
    approve()

    Approval.objects.first().delete()

    assert heard() is None


def test_no_other_languages_voice_takes_over(settings):
    settings.SPEECH_VOICES = {"nl": "espeak-ng:nl"}
    both = page(WORDS, "Kom.", '<span lang="ar" dir="rtl">اتصل بنا.</span>')
    put_live(settings.PUBLISHING_ROOT, nl=both, ar=page("اتصل بنا.", language="ar"))
    make("/nl/1/", "/ar/1/")
    approve()

    version, track = heard()
    assert version.marks(track)[-1] is None
    assert heard("/ar/1/") is None
    assert make("/ar/1/").joined == 0


def test_a_missing_engine_is_a_warning(settings):
    settings.SPEECH_VOICES = {"nl": "piper:no-such-voice", "en": "espeak-ng:en-gb"}
    shown, warned = StringIO(), StringIO()

    call_command("build_audio", stdout=shown, stderr=warned)

    assert "nl: piper is not installed." in warned.getvalue()
    assert "0 new tracks" in shown.getvalue()


def test_an_engine_that_fails_leaves_its_page_and_goes_on(settings, root, monkeypatch):
    settings.SPEECH_VOICES = {"nl": "piper:a", "en": "espeak-ng:en-gb"}
    put_live(
        settings.PUBLISHING_ROOT, nl=page(WORDS), en=page("Call now.", language="en")
    )
    broken = root / "piper"
    broken.write_text("#!/bin/sh\necho out of memory >&2\nexit 1\n")
    broken.chmod(broken.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{root}:/usr/bin:/bin")

    done = make("/nl/1/", "/en/1/")

    assert done.joined == 1
    assert "out of memory" in done.problems[0]


@pytest.mark.parametrize("wrong", ["", "espeak-ng", "festival:nl", "espeak-ng:nl:fast"])
def test_a_wrong_setting_is_refused_with_what_to_write(settings, wrong):
    settings.SPEECH_VOICES = {"nl": wrong}

    with pytest.raises(CommandError, match="SPEECH_VOICES.*engine:voice"):
        call_command("build_audio")


def test_a_voice_that_says_nothing_is_told_of():
    with pytest.raises(EngineError):
        Voice.parse("espeak-ng:no-such-voice").speak("Hallo", tracks.clip_file("x"))


def test_a_cut_off_track_is_not_offered_and_made_again():
    make("/nl/1/")
    approve()
    _, track = heard()
    whole = track.file("opus").read_bytes()
    track.file("opus").write_bytes(whole[:-100])

    assert heard() is None
    make("/nl/1/")
    assert heard()


def test_a_file_carries_no_name_date_or_version():
    make("/nl/1/")
    approve()
    _, track = heard()

    for ending in pcm.FORMATS:
        content = track.file(ending).read_bytes()
        for word in (
            b"Lavf5",
            b"Lavf6",
            b"Lavc5",
            b"Lavc6",
            b"creation",
            b"Kop",
            b"title",
            b"TIT2",
        ):
            assert word not in content, (ending, word)


def test_forgetting_keeps_what_is_live(settings):
    make("/nl/1/")
    approve()
    put_live(
        settings.PUBLISHING_ROOT, nl=page(WORDS), en=page("Call now.", language="en")
    )
    make("/en/1/")
    put_live(settings.PUBLISHING_ROOT, nl=page(WORDS))

    assert (
        synthesis.prune(synthesis.LivePages()) == 5
    )  # two sentences, a track of three
    assert heard()


# --- In a build


@pytest.fixture
def built(settings, root):
    """A build of the live pages, with what reading aloud adds, and its store."""
    make("/nl/1/")
    approve()
    store = Store(settings.PUBLISHING_ROOT)
    manifest = store.manifest("build")
    folder = root / "making"
    folder.mkdir()
    for answer in manifest.pages.values():
        (folder / answer.blob).write_bytes(store.blob(answer.blob, ""))
    build_addition.add(manifest, folder, store, lambda *progress: None)
    for blob in manifest.blobs:
        store.keep_blob(blob, (folder / blob).read_bytes())
    for code in ("nl",):  # what serving falls back to
        manifest.homes[code] = manifest.errors[code] = manifest.pages["/nl/1/"]
    store.keep("build", manifest)
    return store


def test_a_build_holds_sentences_and_sound(built):
    manifest = built.manifest("build")
    result = json.loads(built.blob(manifest.pages["/nl/1/listen.json"].blob, ""))

    assert [sentence[0] for sentence in result["sentences"]] == ["Kop", "Bel 112.", "Wacht niet op morgen."]  # fmt: skip
    assert result["sentences"][1] == ["Bel 112.", "Bel 1 1 2."]
    assert len(result["sound"]["marks"]) == 3
    assert set(manifest.files) == set(result["sound"]["files"].values())
    assert result["sound"]["name"].startswith("audio-nl-")
    assert built.is_whole("build")


def test_the_fingerprint_follows_what_may_be_heard(built):
    before = player_data.Known.now().fingerprint()

    Approval.objects.first().delete()

    assert player_data.Known.now().fingerprint() != before


def test_pruning_builds_keeps_the_sound_they_name(built):
    (built.blobs / "nobody-opus").touch()

    built.prune(1, live="build")

    assert built.is_whole("build")
    assert not (built.blobs / "nobody-opus").exists()


def test_sound_is_served_whole_and_in_parts_and_kept_nowhere(built, settings):
    app = Live(django, settings.PUBLISHING_ROOT)
    (address,) = [file for file in app.site.files if file.endswith(".mp3")]

    status, headers, whole = ask(app, address)
    assert status == 200
    assert headers["cache-control"] == "no-store"
    assert headers["content-type"] == "audio/mpeg"
    assert headers["accept-ranges"] == "bytes"
    assert "server" not in headers
    assert headers["content-length"] == str(len(whole))

    for asked, part in (("0-1", whole[:2]), ("100-", whole[100:]), ("-50", whole[-50:])):  # fmt: skip
        status, headers, body = ask(app, address, range=f"bytes={asked}")
        assert (status, body) == (206, part)
        assert headers["content-range"].endswith(f"/{len(whole)}")
    assert ask(app, address, range="bytes=999999999-")[0] == 416
    assert ask(app, address, range="nonsense")[2] == whole
    assert ask(app, address, method="HEAD")[2] == b""


def test_sound_that_is_lost_leaves_the_pages(built, settings):
    app = Live(django, settings.PUBLISHING_ROOT)
    address = next(iter(app.site.files))
    blob = built.manifest("build").files[address].blob
    (built.blobs / blob).unlink()

    assert ask(app, address)[0] == 404
    assert not built.is_whole("build")
    site = Site(built, "build")
    assert address not in site.files
    assert site.pages["/nl/1/"]


def test_a_build_from_before_there_was_sound_can_be_read():
    kept = json.loads(gzip.decompress(Manifest(words="w").dump()))
    del kept["files"]

    manifest = Manifest.parse(json.dumps(kept).encode())
    assert (manifest.words, manifest.files) == ("w", {})
