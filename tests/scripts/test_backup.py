"""`./run backup` and `./run restore`: what was kept comes back, and nothing else ever does."""

import io
import json
import sqlite3
import tarfile

import pytest

from scripts import archive
from scripts.places import Copy


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the product with one learner and one picture."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    found = Copy(8000, tmp_path / "data")
    (found.data / "media" / "images").mkdir(parents=True)
    (found.data / "media" / "images" / "hall.png").write_bytes(b"a town hall")
    write(found, "Jo")
    return found


@pytest.fixture
def kept(copy, tmp_path):
    assert archive.backup(copy, [str(tmp_path / "kept.tar")]) == 0
    return tmp_path / "kept.tar"


def write(copy, name):
    copy.data.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(copy.data / "db.sqlite3") as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE IF NOT EXISTS learner (name)")
        database.execute("INSERT INTO learner VALUES (?)", [name])
    database.close()


def learners(copy):
    with sqlite3.connect(copy.data / "db.sqlite3") as database:
        return [name for (name,) in database.execute("SELECT name FROM learner")]


def repacked(kept, change):
    """The same archive after `change` had its way with {name: bytes}."""
    with tarfile.open(kept) as tar:
        files = {member.name: tar.extractfile(member).read() for member in tar}
    change(files)
    with tarfile.open(kept, "w") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return kept


def refused(copy, file, capsys, *words):
    before = learners(copy)
    assert archive.restore(copy, [str(file), *words]) == 1
    assert learners(copy) == before
    assert (copy.data / "media" / "images" / "hall.png").read_bytes() == b"a town hall"
    return capsys.readouterr().out


def test_what_was_kept_comes_back_elsewhere(copy, kept, tmp_path):
    other = Copy(8001, tmp_path / "elsewhere")
    assert archive.restore(other, [str(kept)]) == 0
    assert learners(other) == ["Jo"]
    assert (other.data / "media" / "images" / "hall.png").read_bytes() == b"a town hall"


def test_a_backup_is_whole_while_somebody_writes(copy, tmp_path):
    with sqlite3.connect(copy.data / "db.sqlite3") as database:
        database.execute("INSERT INTO learner VALUES ('unfinished')")
        archive.backup(copy, [str(tmp_path / "kept.tar")])
        database.rollback()
    other = Copy(8001, tmp_path / "elsewhere")
    archive.restore(other, [str(tmp_path / "kept.tar")])
    assert learners(other) == ["Jo"]


@pytest.fixture
def meanwhile(monkeypatch):
    """Something happens once the files are listed and before they are read into the archive."""

    def happens(change):
        write_manifest = json.dump
        monkeypatch.setattr(archive.json, "dump", lambda *what, **how: (change(), write_manifest(*what, **how)))

    return happens


def test_a_file_that_grows_meanwhile_is_kept_as_it_was_listed(copy, tmp_path, meanwhile):
    hall = copy.data / "media" / "images" / "hall.png"
    meanwhile(lambda: hall.write_bytes(b"a town hall, and its clock"))
    assert archive.backup(copy, [str(tmp_path / "kept.tar")]) == 0
    other = Copy(8001, tmp_path / "elsewhere")
    assert archive.restore(other, [str(tmp_path / "kept.tar")]) == 0
    assert (other.data / "media" / "images" / "hall.png").read_bytes() == b"a town hall"


def test_a_file_that_goes_meanwhile_is_not_missed(copy, tmp_path, meanwhile):
    meanwhile(lambda: (copy.data / "media" / "images" / "hall.png").unlink(missing_ok=True))
    assert archive.backup(copy, [str(tmp_path / "kept.tar")]) == 0
    assert archive.restore(Copy(8001, tmp_path / "elsewhere"), [str(tmp_path / "kept.tar")]) == 0


def full():
    raise OSError(28, "No space left on device")


def test_of_a_backup_that_could_not_be_written_nothing_is_left(copy, tmp_path, meanwhile, capsys):
    meanwhile(full)
    assert archive.backup(copy, [str(tmp_path / "kept.tar")]) == 1
    assert "No space left" in capsys.readouterr().out
    assert not list(tmp_path.glob("*kept.tar*"))


def test_a_folder_that_is_not_there_is_named(copy, tmp_path, capsys):
    assert archive.backup(copy, [str(tmp_path / "nowhere" / "kept.tar")]) == 1
    assert "nowhere" in capsys.readouterr().out


def test_only_its_owner_may_read_a_backup(kept):
    assert kept.stat().st_mode & 0o077 == 0


def test_what_is_there_is_replaced_only_when_told_so(copy, kept, capsys):
    write(copy, "Sam")
    assert "--yes" in refused(copy, kept, capsys)
    assert archive.restore(copy, [str(kept), "--yes"]) == 0
    assert learners(copy) == ["Jo"]


def test_media_that_came_later_are_gone_after_a_restore(copy, kept):
    (copy.data / "media" / "later.png").write_bytes(b"later")
    archive.restore(copy, [str(kept), "--yes"])
    assert not (copy.data / "media" / "later.png").exists()


def test_a_damaged_file_is_refused(copy, kept, capsys):
    repacked(kept, lambda files: files.update({"media/images/hall.png": b"another hall"}))
    assert "damaged" in refused(copy, kept, capsys, "--yes")


def test_a_file_cut_short_is_refused(copy, kept, capsys):
    kept.write_bytes(kept.read_bytes()[:4000])
    assert "was not restored" in refused(copy, kept, capsys, "--yes")


def test_a_file_that_is_no_backup_is_refused(copy, tmp_path, capsys):
    stranger = tmp_path / "holiday.tar"
    with tarfile.open(stranger, "w") as tar:
        tar.add(copy.data / "media" / "images" / "hall.png", "hall.png")
    assert "not one of our backups" in refused(copy, stranger, capsys, "--yes")
    stranger.write_text("not even a tar")
    assert "was not restored" in refused(copy, stranger, capsys, "--yes")
    assert "was not restored" in refused(copy, tmp_path / "nowhere.tar", capsys, "--yes")


@pytest.mark.parametrize("name", ["../escaped", "media/../../escaped", "/escaped", "media", "elsewhere/x"])
def test_a_name_that_leads_out_of_the_folder_is_refused(copy, kept, capsys, tmp_path, name):
    def plant(files):
        manifest = json.loads(files["manifest.json"])
        files[name] = b"planted"
        manifest["files"][name] = "0" * 64
        files["manifest.json"] = json.dumps(manifest).encode()

    assert "lead out" in refused(copy, repacked(kept, plant), capsys, "--yes")
    assert not list(tmp_path.rglob("escaped"))


def test_a_link_in_place_of_a_file_is_refused(copy, kept, capsys):
    with tarfile.open(kept) as tar:
        files = {member.name: tar.extractfile(member).read() for member in tar}
    with tarfile.open(kept, "w") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            if name.startswith("media/"):
                member.type, member.linkname = tarfile.SYMTYPE, "../../elsewhere"
            else:
                member.size = len(content)
            tar.addfile(member, io.BytesIO(content) if member.isfile() else None)
    assert "not a plain file" in refused(copy, kept, capsys, "--yes")


def test_a_file_that_the_manifest_does_not_list_is_refused(copy, kept, capsys):
    repacked(kept, lambda files: files.update({"media/extra.png": b"extra"}))
    assert "what its manifest lists" in refused(copy, kept, capsys, "--yes")


def test_another_kind_of_database_is_refused(copy, kept, capsys):
    repacked(
        kept, lambda files: files.update({"manifest.json": files["manifest.json"].replace(b"SQLite", b"PostgreSQL")})
    )
    assert "PostgreSQL" in refused(copy, kept, capsys, "--yes")


def test_a_folder_that_a_server_uses_is_left_alone(copy, kept):
    with archive.in_use(copy), pytest.raises(SystemExit, match="in use"):
        archive.restore(copy, [str(kept), "--yes"])
    assert learners(copy) == ["Jo"]
