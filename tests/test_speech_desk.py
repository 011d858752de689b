"""Listening in the admin: what is new, who signs for it, and what people recorded."""

import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from speech import building, offers
from speech.models import Approval, Recording
from speech.recordings import RecordingError, check

from .desk import log_in
from .sounds import WORDS, make, page, put_live

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
    return offers.sound(building.LivePages().read("/nl/1/"), offers.Known.now())


def test_a_listener_hears_a_page_and_signs_for_it(admin_client, admin_user):
    waiting = admin_client.get(DESK).content.decode()
    assert "Maak het geluid van deze pagina" in waiting
    assert "dit mag online" not in waiting
    assert admin_client.post(DESK, {"do": "approve"}).status_code == 403  # unheard

    made = admin_client.post(DESK, {"do": "make"}, follow=True).content.decode()
    assert "3 zinnen heeft nog niemand beluisterd" in made
    track = next((it for it in made.split('"') if "/geluid/" in it), None)
    part = admin_client.get(track, headers={"range": "bytes=0-99"})
    assert (part.status_code, len(part.content)) == (206, 100)
    assert heard() is None

    said = admin_client.post(DESK, {"do": "approve"}, follow=True).content.decode()
    assert "3 zinnen goedgekeurd" in said
    assert heard()
    assert {it.by for it in Approval.objects.all()} == {admin_user}


def test_the_overview_says_what_is_waiting(admin_client):
    make("/nl/1/")
    url = reverse("admin:speech_approval_add")

    html = admin_client.get(url, {"taal": "nl", "alles": ""}).content.decode()

    assert "/nl/1/ Kop" in html
    assert "<td>3</td>" in html
    assert "<td>nee</td>" in html
    assert "Voor deze taal is geen stem ingesteld" in (
        admin_client.get(url, {"taal": "ar"}).content.decode()
    )


def test_a_recording_takes_the_place_of_the_voice_once_it_is_approved(
    admin_client, voice
):
    make("/nl/1/")
    building.approve("/nl/1/", building.LivePages())
    block = offers.block_digest(
        [it for it in building.LivePages().read("/nl/1/") if it.block == 1]
    )
    prepared = heard()
    upload = {"do": "record", "block": block, "file": named(voice)}

    said = admin_client.post(DESK, upload, follow=True).content.decode()
    assert "Opname bewaard" in said
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
    block = offers.block_digest(
        [it for it in building.LivePages().read("/nl/1/") if it.block == 1]
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


def named(content: bytes):
    return SimpleUploadedFile("opname.m4a", content)
