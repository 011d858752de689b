"""What is logged and what is shown go in one step, wherever it is cut off."""

import fcntl
import threading

import pytest
from django.core.management import CommandError, call_command

from publishing.build import live, store
from publishing.build.builder import Made
from publishing.editions import proposals, snapshot
from publishing.models import Edition, Proposal, Showing
from speech import after_publication
from tests.support.builds import first_edition, make_small, quietly

pytestmark = pytest.mark.django_db(transaction=False)


class Killed(BaseException):
    """As SIGKILL: nothing that comes after is done."""


@pytest.fixture(autouse=True)
def shown(settings, tmp_path, monkeypatch):
    settings.PUBLISHING_ROOT = tmp_path / "site"
    settings.AFTER_PUBLICATION = ""
    make_small(monkeypatch)
    live.publish(first_edition(), quietly)
    return live.live_build()


def changed() -> Edition:
    text = snapshot.take().replace("Ik ben bang", "Ik ben erg bang")
    return Edition.objects.draft(text, "anders")


@pytest.mark.parametrize("moment", ["build", "archive", "next", "saved", "rename"])
def test_cut_off_anywhere_it_is_both_or_neither(monkeypatch, shown, moment):
    edition = changed()

    def kill(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as cut:
        match moment:
            case "build":
                cut.setattr(live, "build", kill)
            case "archive":
                cut.setattr(store.Store, "archive", kill)
            case "next":
                cut.setattr(live, "write", kill)
            case "saved":
                cut.setattr(Showing.objects, "create", kill)
            case "rename":
                cut.setattr(live, "_finish", kill)
        with pytest.raises(Killed):
            live.publish(edition, quietly, lambda item: Proposal.objects.create(note="x", changes=[], edition=item))  # fmt: skip

    is_logged = Proposal.objects.exists()
    assert is_logged == Edition.objects.filter(note="anders").exists()
    assert (live.live_build() != shown) == is_logged  # asked as the desk asks
    assert (live.seen_now().note == "anders") == is_logged
    assert is_logged == (moment == "rename")
    assert not (live.Store(live.settings.PUBLISHING_ROOT).root / "next").exists()


def test_a_left_over_of_a_transaction_that_was_rolled_back_is_taken_back(shown):
    (live.settings.PUBLISHING_ROOT / "next").write_text("another")

    assert live.live_build() == shown
    assert not (live.settings.PUBLISHING_ROOT / "next").exists()


@pytest.mark.parametrize("start", [["publish", "--if-none"], ["build"]])
def test_a_start_shows_what_was_shown_and_no_edition_that_never_was(shown, start):
    changed().save()  # as an older version left it when its build failed

    call_command(*start)

    assert live.live_build() == shown
    assert live.seen_now().note == "eerste"


def test_a_database_that_knows_nothing_changes_nothing(shown):
    Edition.objects.all().delete()

    for command in (["prepare"], ["publish"], ["publish", "--if-none"]):
        with pytest.raises(CommandError, match="knows no edition"):
            call_command(*command)

    assert live.live_build() == shown


@pytest.mark.parametrize("pointer", [b"", bytes(20), b"\xff\xfe"])
def test_a_damaged_pointer_is_mended_by_the_next_start(shown, pointer):
    file = live.settings.PUBLISHING_ROOT / "live"
    file.write_bytes(pointer)

    assert live.live_build() == shown
    call_command("publish", "--if-none")

    assert file.read_text() == shown


def test_an_urgent_change_is_listed_in_the_step_that_shows_it(monkeypatch, shown):
    def broken(*args, **kwargs):
        raise OSError("no list")

    monkeypatch.setattr(proposals, "propose", broken)
    number = snapshot.take().replace("0800-2000", "0800-2001")
    before = live.seen_now()

    with pytest.raises(OSError, match="no list"):
        live.publish(Edition.objects.draft(number, "nummer"), quietly, lambda item: proposals.log_emergency(before, item, "spoed"))  # fmt: skip

    assert live.live_build() == shown
    assert Edition.objects.count() == 1


def test_what_is_begun_at_leisure_gives_way_to_who_publishes(monkeypatch, shown):
    """Another process waits for the lock while sound is being put online."""
    began, builds = threading.Event(), []
    waits = running_wait(live.settings.PUBLISHING_ROOT)

    def build(edition, store, progress, like=""):
        builds.append(len(builds))
        if len(builds) == 1:
            waiter = threading.Thread(target=waits, args=[began])
            waiter.start()
            assert began.wait(60)
            while True:  # until somebody is seen to wait
                progress(1, 2, "x")
        return Made(shown, store.manifest(shown))

    monkeypatch.setattr(live, "build", build)
    monkeypatch.setattr(live, "GIVES_WAY", 0.1)

    assert live.renew(quietly).build == shown
    assert len(builds) == 2


def running_wait(root):
    """Wait for the lock as `live.alone` does, and let it go at once."""

    def wait(began) -> None:
        with (root / live.WANTED).open("w") as wanted, (root / "lock").open() as lock:
            fcntl.flock(wanted, fcntl.LOCK_SH)
            began.set()
            fcntl.flock(lock, fcntl.LOCK_EX)

    return wait


def test_one_run_of_sound_works_and_one_waits(settings, tmp_path):
    settings.SPEECH_ROOT = tmp_path / "speech"
    settings.SPEECH_ROOT.mkdir()
    with (settings.SPEECH_ROOT / after_publication.WAITING).open("w") as waiting:
        fcntl.flock(waiting, fcntl.LOCK_EX)

        with (
            pytest.raises(after_publication.AlreadyWaiting),
            after_publication.at_leisure(),
        ):
            raise AssertionError("it works beside the one that waits")
        after_publication.begin(publish=True)

        assert after_publication.state() == {"state": "none"}
