"""Listening in the admin: what is new, who signs for it, and what people recorded."""

import re
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from speech import after_publication, names, player_data, synthesis
from speech.audio import recordings, tracks
from speech.audio.recordings import RecordingError, check
from speech.models import Approval, Recording

from ..support.desk import log_in, person
from ..support.sounds import WORDS, make, page, put_live

pytestmark = pytest.mark.django_db
DESK = "/beheer/speech/approval/luisteren/?pagina=/nl/1/"


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.SPEECH_ROOT = tmp_path / "speech"
    settings.PUBLISHING_ROOT = tmp_path / "site"
    put_live(settings.PUBLISHING_ROOT, nl=page(WORDS))
    return tmp_path


@pytest.fixture(scope="module")
def voice(tmp_path_factory):
    """What a phone records: seven seconds of a voice, as m4a."""
    file = tmp_path_factory.mktemp("voice") / "opname"
    text = "Bel een een twee. Wacht niet op morgen. " * 2
    subprocess.run(["espeak-ng", "-v", "nl", "-w", f"{file}.wav", text], check=True)
    subprocess.run(
        ["ffmpeg", "-loglevel", "error", "-i", f"{file}.wav", f"{file}.m4a"], check=True
    )
    return file.with_suffix(".m4a").read_bytes()


def heard():
    return player_data.sound(
        synthesis.LivePages().read("/nl/1/"), player_data.Known.now()
    )


def test_a_listener_hears_a_page_and_signs_for_it(admin_client, admin_user):
    waiting = admin_client.get(DESK).content.decode()
    assert "Maak het geluid van deze pagina" in waiting
    assert "dit mag online" not in waiting
    assert admin_client.post(DESK, {"do": "approve"}).status_code == 403  # unheard

    made = admin_client.post(DESK, {"do": "make"}, follow=True).content.decode()
    assert "3 zinnen heeft nog niemand beluisterd" in made
    track = next((item for item in made.split('"') if "/geluid/" in item), None)
    part = admin_client.get(track, headers={"range": "bytes=0-99"})
    assert (part.status_code, len(part.content)) == (206, 100)
    assert heard() is None

    assert admin_client.post(DESK, {"do": "approve"}).status_code == 302
    assert heard() is None  # what was listened to is not said
    words = admin_client.post(DESK, signing(made), follow=True).content.decode()
    assert "3 zinnen goedgekeurd" in words
    assert heard()
    assert {approval.by for approval in Approval.objects.all()} == {admin_user}


def test_a_signature_covers_what_was_listened_to(admin_client, settings):
    """Not words that came while she listened."""
    make("/nl/1/")
    seen = admin_client.get(DESK).content.decode()
    put_live(settings.PUBLISHING_ROOT, nl=page(WORDS.replace("morgen", "later")))
    make("/nl/1/")

    words = admin_client.post(DESK, signing(seen), follow=True).content.decode()

    assert "veranderde terwijl je luisterde" in words
    assert not Approval.objects.exists()


def test_new_sentences_are_listed_once_for_all_pages(admin_client, settings):
    make("/nl/1/")
    url = reverse("admin:speech_new") + "?taal=nl"
    html = admin_client.get(url).content.decode()
    clips = re.findall(r'name="clip" value="(\w+)"', html)
    assert len(clips) == 3
    clip = admin_client.get(reverse("admin:speech_sound", args=[f"{clips[0]}.wav"]))
    assert clip["Content-Type"] == "audio/wav"

    words = admin_client.post(url, {"clip": clips[:2]}, follow=True).content.decode()

    assert "2 zinnen goedgekeurd" in words
    assert Approval.objects.count() == 2
    assert admin_client.get(url).content.decode().count('name="clip"') == 1
    desk = admin_client.get(DESK).content.decode()
    assert "2 van 3 zinnen hebben goedgekeurd geluid" in desk
    assert "1 zin heeft nog niemand beluisterd" in desk
    assert "data-at" in desk
    assert 'data-at="0,' not in desk


def test_a_language_without_a_voice_offers_no_button_to_make_it(admin_client, settings):
    settings.SPEECH_VOICES = {"en": "espeak-ng:en-gb"}

    html = admin_client.get(DESK).content.decode()

    assert "Maak het geluid" not in html
    assert "Voor het Nederlands is geen stem ingesteld" in html


def test_who_publishes_puts_sound_online_from_the_screen(client, monkeypatch):
    begun = []
    monkeypatch.setattr(
        after_publication, "begin", lambda publish: begun.append(publish)
    )
    make("/nl/1/")
    online, making = (reverse(f"admin:speech_{item}") for item in ("online", "make"))

    log_in(client, person("Luisteraar", "nl"))
    assert client.post(online).status_code == 403
    assert client.post(making).status_code == 302
    log_in(client, person("Publicist", "nl"))
    assert client.post(online).status_code == 302
    assert begun == [False, True]
    monkeypatch.setattr("speech.admin.approvals.waits", lambda: True)
    assert "Zet dit geluid online" in client.get(DESK).content.decode()

    session = client.session
    session["authenticated_at"] = 0
    session.save()
    assert "wachtwoord" in client.post(online).content.decode()
    assert begun == [False, True]
    after_publication.tell(state="busy", done=3, total=9, what="")
    assert (
        "3 van 9" in client.get(reverse("admin:speech_approval_add")).content.decode()
    )


@pytest.mark.parametrize("role", ["Luisteraar", "Publicist"])
def test_a_listener_signs_in_her_own_language_alone(client, role, settings):
    put_live(
        settings.PUBLISHING_ROOT, nl=page(WORDS), en=page("Call now.", language="en")
    )
    make("/nl/1/", "/en/1/")
    log_in(client, person(role, "en"))
    english = DESK.replace("/nl/", "/en/")

    seen = client.get(DESK).content.decode()
    assert client.post(DESK, signing(seen)).status_code == 403
    assert client.post(DESK, {"do": "record"}).status_code == 403
    assert client.post(reverse("admin:speech_new") + "?taal=nl").status_code == 403
    seen = client.get(english).content.decode()
    assert "2 zinnen goedgekeurd" in (
        client.post(english, signing(seen), follow=True).content.decode()
    )
    assert {approval.language for approval in Approval.objects.all()} == {"en"}


def test_words_that_fell_back_are_signed_by_who_speaks_them(client, settings):
    mixed = page(WORDS, '<span lang="en">Call now.</span>')
    put_live(settings.PUBLISHING_ROOT, nl=mixed)
    make("/nl/1/")
    log_in(client, person("Luisteraar", "nl"))

    client.post(DESK, signing(client.get(DESK).content.decode()))

    assert {approval.language for approval in Approval.objects.all()} == {"nl"}


def test_who_neither_listens_nor_publishes_sees_no_desk(client):
    for role in ("Lezer", "Vertaler", "Redacteur", "Beheerder"):
        log_in(client, person(role, "nl"))
        assert client.get(DESK).status_code == 403


def test_a_recording_that_is_taken_away_is_gone_from_disk(
    admin_client, voice, django_capture_on_commit_callbacks
):
    block = names.block_of(
        [
            sentence
            for sentence in synthesis.LivePages().read("/nl/1/")
            if sentence.block == 1
        ]
    )
    admin_client.post(DESK, {"do": "record", "block": block, "file": named(voice)})
    recording = Recording.objects.get()
    file = tracks.clip_file(recording.clip)
    assert file.exists()

    one = {"do": "delete-recording", "recording": recording.pk}
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(DESK, one)

    assert not file.exists()


def test_without_ffmpeg_an_upload_says_so(voice, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(RecordingError, match="ontbreekt ffmpeg"):
        check([voice], len(voice), WORDS)


def test_the_overview_says_what_is_waiting(admin_client):
    make("/nl/1/")
    url = reverse("admin:speech_approval_add")

    html = admin_client.get(url, {"taal": "nl", "alles": ""}).content.decode()

    assert "/nl/1/ Kop" in html
    assert "<td>3</td>" in html
    assert "<td>nee</td>" in html
    assert "Voor het Arabisch is geen stem ingesteld" in (
        admin_client.get(url, {"taal": "ar"}).content.decode()
    )


def test_a_recording_takes_the_place_of_the_voice_once_it_is_approved(
    admin_client, voice
):
    make("/nl/1/")
    synthesis.approve("/nl/1/", synthesis.LivePages())
    block = names.block_of(
        [
            sentence
            for sentence in synthesis.LivePages().read("/nl/1/")
            if sentence.block == 1
        ]
    )
    prepared = heard()
    upload = {"do": "record", "block": block, "file": named(voice)}

    words = admin_client.post(DESK, upload, follow=True).content.decode()
    assert "Opname bewaard" in words
    assert heard() == prepared  # not before somebody listened
    recording = Recording.objects.get()
    clip = admin_client.get(reverse("admin:speech_sound", args=[f"{recording.clip}.wav"]))  # fmt: skip
    assert clip["Content-Type"] == "audio/wav"

    one = {"do": "approve-recording", "recording": recording.pk}
    admin_client.post(DESK, one)
    version, track = heard()
    marks = version.marks(track)
    assert marks[1] == marks[2]  # one paragraph, marked as one
    assert recording.clip in {piece.clip for piece in version.pieces}

    admin_client.post(DESK, {**one, "do": "delete-recording"})
    assert heard() == prepared


@pytest.mark.parametrize(
    ("content", "text", "why"),
    [
        (b"not a sound", WORDS, "niet te lezen als geluid"),
        (b"#EXTM3U\n/etc/passwd\n", WORDS, "niet te lezen als geluid"),
        (None, WORDS * 20, "De opname duurt"),
        (None, "Nee", "De opname duurt"),
    ],
)
def test_a_recording_that_cannot_be_right_is_refused(voice, content, text, why):
    content = content or voice

    with pytest.raises(RecordingError, match=why):
        check([content], len(content), text)


def test_a_recording_that_is_too_soft_is_refused(tmp_path):
    file = tmp_path / "soft.wav"
    source = "sine=frequency=300:duration=4,volume=-60dB"
    subprocess.run(
        ["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", source, file], check=True
    )

    with pytest.raises(RecordingError, match="te zacht"):
        check([file.read_bytes()], 1, WORDS)


def test_a_recording_that_is_refused_says_so_beside_its_text(admin_client):
    block = names.block_of(
        [
            sentence
            for sentence in synthesis.LivePages().read("/nl/1/")
            if sentence.block == 1
        ]
    )

    for data, why in (
        ({"block": block}, "Kies een bestand."),
        ({"block": "0" * 32, "file": named(b"x")}, "staat niet meer op de pagina"),
        ({"block": block, "file": named(b"x")}, "niet te lezen als geluid"),
    ):
        html = admin_client.post(DESK, {"do": "record", **data}).content.decode()
        assert why in html
    assert not Recording.objects.exists()


def test_who_may_not_sign_sees_no_desk(client, django_user_model):
    user = django_user_model.objects.create_user("redacteur", is_staff=True)
    log_in(client, user)

    assert client.get(DESK).status_code == 403
    assert client.get(reverse("admin:speech_sound", args=["x.mp3"])).status_code == 403


def signing(html: str) -> dict:
    """What the button to approve sends."""
    return {
        "do": "approve",
        "digest": re.search(r'name="digest" value="(\w+)"', html)[1],
    }


def named(content: bytes):
    return SimpleUploadedFile("opname.m4a", content)


@pytest.mark.parametrize(
    ("source", "options", "why"),
    [
        ("anullsrc=duration=3000:sample_rate=44100", [], "duurt 3000 seconden"),
        ("sine=duration=3", ["-ac", "8"], "studio"),
        ("sine=duration=3", ["-ar", "192000"], "studio"),
    ],
)
def test_what_is_too_much_is_refused_before_it_is_unpacked(
    tmp_path, monkeypatch, source, options, why
):
    file = tmp_path / "much.flac"
    command = ["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", source]
    subprocess.run([*command, *options, file], check=True)

    def unpacked(*arguments, **named):
        raise AssertionError("it was unpacked")

    monkeypatch.setattr(recordings.pcm, "decode", unpacked)
    with pytest.raises(RecordingError, match=why):
        check([file.read_bytes()], file.stat().st_size, WORDS)


def test_no_transaction_is_held_while_a_recording_is_heard(admin_client, monkeypatch):
    block = names.block_of(
        [
            sentence
            for sentence in synthesis.LivePages().read("/nl/1/")
            if sentence.block == 1
        ]
    )
    depth = len(connection.savepoint_ids)
    held = []

    def check(*arguments):
        held.append(len(connection.savepoint_ids) - depth)
        raise RecordingError("genoeg")

    monkeypatch.setattr("speech.admin.approvals.check", check)
    admin_client.post(DESK, {"do": "record", "block": block, "file": named(b"x")})

    assert held == [0]
