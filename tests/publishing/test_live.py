"""From the working copy to what visitors see; and what happens when that goes wrong."""

import dataclasses
import json
import os
import shutil
import signal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpResponse

from content.addresses import public_paths
from content.models import Page, Section
from languages.offered import CODES
from publishing.build import live, rendering
from publishing.build.builder import BuildError, build_id
from publishing.build.store import Manifest, Store, write
from publishing.editions import snapshot
from publishing.models import Edition

from ..support import running
from ..support.paths import a_few

LANGUAGES = {"nl", "en", "ar"}


@pytest.fixture
def store(db, settings, tmp_path):
    settings.PUBLISHING_ROOT = tmp_path / "site"
    return Store(settings.PUBLISHING_ROOT)


@pytest.fixture
def published(store, first_site):
    """The first edition, live."""
    shutil.copytree(first_site, store.root)
    return first_edition(note="eerste")


@pytest.fixture(scope="module")
def first_site(django_db_setup, django_db_blocker, tmp_path_factory):
    """The files of a first edition, made once for all tests here."""
    root = tmp_path_factory.mktemp("first") / "site"
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr("django.conf.settings.PUBLISHING_ROOT", root)
        made = live.prepare(first_edition(saved=False), quietly)
        Store(root).archive(made.build)
        write(root / "live", made.build.encode())
    return root


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A whole site of its own, for what happens between processes."""
    return running.make_site(tmp_path_factory.mktemp("site") / "var")


@pytest.mark.django_db
def test_a_build_holds_every_page_as_django_renders_it(built_site, client):
    manifest, pages = built_site.manifest, built_site.pages

    readings = {f"{path}listen.json" for path in pages}
    assert set(manifest.pages) == set(public_paths()) | readings
    assert set(manifest.homes) == set(manifest.errors) == LANGUAGES
    assert {answer.status for answer in manifest.pages.values()} == {200}
    rendered = [path for path in a_few() if path in pages]
    assert len(rendered) > 30
    call_command(
        "mark_overdue", stdout=StringIO()
    )  # as `prepare` does before it builds
    for path in rendered:
        assert pages[path].content == client.get(path).content, path


def test_publishing_twice_does_nothing_the_second_time(published, store):
    before = files(store)

    output = run("publish")

    assert files(store) == before
    assert Edition.objects.count() == 1
    assert "nothing to do" in output


def test_the_first_start_publishes_and_the_next_ones_do_not(store):
    output = run("publish", "--if-none", "--note", "eerste editie")
    Section.objects.filter(page__key="trip").update(body_nl="Anders.")
    again = run("publish", "--if-none")

    edition = Edition.objects.get()
    assert f"Edition {edition.number} is live" in output
    assert "nothing to do" in again
    assert edition.note == "eerste editie"


def test_one_changed_sentence_renews_only_its_own_page(published, store):
    before = store.manifest(live.live_build())
    section = Section.objects.filter(page__key="trip").first()
    Section.objects.filter(pk=section.pk).update(body_nl=f"{section.body_nl} Echt.")

    run("publish", "--note", "duidelijker")
    after = store.manifest(live.live_build())

    changed = {path for path in after.pages if after.pages[path] != before.pages[path]}
    assert changed == {
        "/nl/1/",
        "/nl/1/listen.json",
        "/nl/core.json",
        "/nl/zoek.json",
        # a brochure is chosen from all pages, in all languages at once
        *(f"/{code}/brochure.json" for code in CODES),
    }
    assert after.homes == before.homes


def test_an_older_edition_can_be_shown_again(published, store):
    first = live.live_build()
    Section.objects.filter(page__key="trip").update(body_nl="Anders.")
    run("publish")

    run("build", "--edition", str(published.number))

    assert live.live_build() == first


def test_an_edition_that_does_not_exist_is_refused(store):
    with pytest.raises(CommandError, match="no such edition"):
        run("build", "--edition", "12345")


def test_the_same_words_and_code_give_the_same_build(published):
    other = Edition(digest="other")

    assert build_id(published) == live.live_build()
    assert build_id(other) != live.live_build()


def test_a_page_that_fails_leaves_what_was_live_and_says_why(published, store):
    before = live.live_build()
    Page.objects.filter(key="trip").update(layout="nonsense")

    with pytest.raises(CommandError, match=r"/nl/1/: ValueError: 'nonsense'") as failed:
        run("publish")

    assert "What visitors see has not changed" in str(failed.value)
    assert live.live_build() == before
    assert leftovers(store) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [("[{", "cannot be read"), ('[{"model": "content.nothing"}]', "content.nothing")],
)
def test_an_edition_that_cannot_be_read_says_so(published, store, text, reason):
    before = live.live_build()

    with pytest.raises(BuildError, match=reason):
        live.publish(edition(text), quietly)

    assert live.live_build() == before


def test_a_renderer_that_is_killed_leaves_what_was_live(published, store):
    before = live.live_build()
    Section.objects.filter(page__key="trip").update(body_nl="Anders.")
    other = Edition.objects.draft(snapshot.take(), "anders")

    def kill_half_way(done, total, what):
        if done == total // 2:
            os.kill(child_of(os.getpid()), signal.SIGKILL)

    with pytest.raises(BuildError, match="killed \\(SIGKILL\\)"):
        live.publish(other, kill_half_way)

    assert live.live_build() == before
    assert leftovers(store) == []


def test_a_lost_file_is_made_again(published, store):
    lost = store.blobs / f"{next(iter(store.manifest(live.live_build()).blobs))}.br"
    lost.unlink()

    run("build")

    assert lost.exists()


def test_manifests_of_older_releases_can_be_read_gone_back_to_and_forgotten(
    published, store
):
    """They were not compressed."""
    newest = live.live_build()
    manifest = store.manifest(newest)
    for age in range(8):
        plain = store.builds / f"old{age}.json"
        plain.write_text(json.dumps(dataclasses.asdict(manifest)))
        os.utime(plain, (1000 - age, 1000 - age))

    assert store.manifest("old0") == manifest
    assert store.has("old0")
    assert store.is_whole("old0")
    store.archive("old0")
    assert store.archived_manifest("old0") == manifest
    assert set(store.last_shown()) == {newest, "old0"}
    store.touch("old5")
    store.prune(3, live=newest)
    builds = {file.name.partition(".")[0] for file in store.builds.iterdir()}
    assert builds == {newest, "old5", "old0"}


def test_a_manifest_takes_a_sixth_of_its_words(published, store):
    manifest = store.manifest(live.live_build())
    pages = {f"/nl/{number}/": answer for number, answer in enumerate(manifest.answers * 50)}  # fmt: skip
    manifest.pages = pages

    packed = manifest.dump()

    assert Manifest.parse(packed) == manifest
    assert len(packed) * 6 < len(json.dumps(dataclasses.asdict(manifest)))


def test_old_builds_and_their_files_are_forgotten(published, store):
    newest = live.live_build()
    for age in range(8):
        store.keep(f"old{age}", Manifest())
        os.utime(store.builds / f"old{age}.json.gz", (1000 - age, 1000 - age))
    (store.blobs / "nobody-names-this").touch()

    store.prune(5, live=newest)

    builds = {file.name.partition(".")[0] for file in store.builds.iterdir()}
    assert builds == {newest, "old0", "old1", "old2", "old3"}
    assert not (store.blobs / "nobody-names-this").exists()
    assert store.is_whole(newest)


@pytest.mark.parametrize(
    ("status", "headers", "reason"),
    [
        (500, {}, "status 500 instead of 200"),
        (302, {"Location": "/nl/"}, "status 302 instead of 200"),
        (200, {"Set-Cookie": "a=b"}, "sets a cookie"),
    ],
)
def test_an_answer_no_page_may_give_stops_the_build(tmp_path, status, headers, reason):
    class Handler:
        def get_response(self, request):
            return HttpResponse("text", status=status, headers=headers)

    with pytest.raises(rendering.RenderError, match=f"/nl/: {reason}"):
        rendering._answer(Handler(), "/nl/", "", 200, tmp_path)


def test_a_cookie_that_a_view_sets_stops_the_build_too(tmp_path):
    class Handler:
        def get_response(self, request):
            response = HttpResponse("text")
            response.set_cookie("a", "b")
            return response

    with pytest.raises(rendering.RenderError, match="/nl/: sets a cookie"):
        rendering._answer(Handler(), "/nl/", "", 200, tmp_path)


def test_rendering_never_touches_a_real_database(store):
    if connection.settings_dict["NAME"] == ":memory:":
        pytest.skip("the database of this test run is in memory itself")
    with pytest.raises(CommandError, match="memory"):
        run("render", "a")


def test_a_publisher_that_is_killed_leaves_what_was_live(site):
    before = (site / "site/live").read_text()
    change(site, "Eerst anders.")
    publisher = running.start(site, "publish")
    next(line for line in publisher.stdout if " of " in line)

    os.killpg(publisher.pid, signal.SIGKILL)
    publisher.communicate()

    assert (site / "site/live").read_text() == before
    assert running.manage(site, "publish").returncode == 0
    assert (site / "site/live").read_text() != before
    assert list((site / "site").glob("making-*")) == []


def test_two_who_publish_at_once_do_no_harm(site):
    change(site, "Toen anders.")

    both = [running.start(site, "publish") for _ in range(2)]
    words = [publisher.communicate()[0] for publisher in both]

    assert [publisher.returncode for publisher in both] == [0, 0], words
    store = Store(site / "site")
    build = (site / "site/live").read_text()
    assert store.is_whole(build)
    assert sum("compressing" in text for text in words) == 1


def run(*arguments) -> str:
    words = StringIO()
    call_command(*arguments, stdout=words)
    return words.getvalue()


def quietly(done, total, what):
    pass


def first_edition(note="", saved=True) -> Edition:
    text = snapshot.take()
    item = Edition(number=1, note=note, snapshot=text, digest=snapshot.digest(text))
    if saved:
        item.save()
    return item


def edition(text: str) -> Edition:
    return Edition.objects.create(snapshot=text, digest=snapshot.digest(text))


def files(store: Store) -> dict[Path, int]:
    return {
        file: file.stat().st_mtime_ns
        for file in store.root.rglob("*")
        if file.is_file() and ".json" not in file.suffixes and file.suffix
    }


def leftovers(store: Store) -> list[Path]:
    return list(store.root.glob("making-*"))


def child_of(pid: int) -> int:
    """The process that renders: the one whose parent is `pid`."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        fields = stat.read_text().rpartition(")")[2].split()
        command = (stat.parent / "cmdline").read_bytes()
        if fields[1] == str(pid) and b"render" in command:
            return int(stat.parent.name)
    raise LookupError("nothing is rendering")


def change(site: Path, words: str) -> None:
    """An editor saves other words."""
    code = f"from content.models import Section as S; S.objects.filter(page__key='trip').update(body_nl={words!r})"
    running.manage(site, "shell", "-c", code, check=True)
