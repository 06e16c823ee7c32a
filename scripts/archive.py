"""`./run backup FILE` and `./run restore FILE`: one tar of the database and the media of one copy.

The archive opens with `manifest.json`: what made it, when, which kind of database, and the SHA-256 of every other file.
Restoring reads all of it, compares every sum, and only then puts anything in place.
"""

import argparse
import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from scripts import database
from scripts.console import say, step
from scripts.places import ROOT, Copy
from scripts.serve import in_use

FORMAT = "local-digital-training backup 1"
CHUNK = 1 << 20  # bytes read at a time


class Refused(Exception):
    """This is not an archive that may be restored; the words say why."""


def backup(copy: Copy, words: list[str]) -> int:
    """Safe while the product runs: the database is read as it stands at one moment, then the files that it may name."""
    parser = argparse.ArgumentParser(prog="./run backup")
    parser.add_argument("file", type=Path)
    target = parser.parse_args(words).file
    if not target.parent.is_dir():
        say(f"There is no folder {target.parent}.")
        return 1
    try:
        with tempfile.TemporaryDirectory(prefix="backup-") as folder, step(f"Writing {target}"):
            dump = Path(folder, "database")
            source = database.configured(copy)
            source.dump(dump)
            pack_what_is_there(target, source.kind, dump, copy.data / "media")
    except OSError as problem:
        say(f"{target} was not written: {problem}.")
        return 1
    say(f"{target.stat().st_size / 1_000_000:.1f} MB. It holds personal data: keep it where only operators can read.")
    return 0


def restore(copy: Copy, words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run restore")
    parser.add_argument("file", type=Path)
    parser.add_argument("--yes", action="store_true", help="replace what is there")
    options = parser.parse_args(words)
    target = database.configured(copy)
    try:
        with in_use(copy), tempfile.TemporaryDirectory(prefix="restore-", dir=copy.data) as folder:
            manifest = unpack(options.file, Path(folder))
            if manifest["database"] != target.kind:
                raise Refused(f"it holds a {manifest['database']} database, and {target.kind} is configured here")
            if not options.yes and not (target.is_empty() and not any(media_files(copy.data / "media"))):
                raise Refused("there is data here already; --yes replaces all of it")
            put_in_place(copy, target, Path(folder))
    except Refused as reason:
        say(f"{options.file} was not restored: {reason}. Nothing was changed.")
        return 1
    say(
        f"Restored what was kept on {manifest['created']}. The next ./run, or python manage.py prepare, brings it to this version."
    )
    return 0


def put_in_place(copy: Copy, target: "database.Database", folder: Path) -> None:
    target.load(folder / "database")
    media, old = copy.data / "media", folder / "media-before"
    if media.exists():
        media.rename(old)
    (folder / "media").mkdir(exist_ok=True)
    shutil.move(folder / "media", media)


@dataclass(frozen=True)
class Listed:
    """A file as it was when it was listed: a longer one that comes of it later is somebody's upload that goes on."""

    path: Path
    size: int
    checksum: str

    @classmethod
    def now(cls, path: Path) -> "Listed":
        digest, size = hashlib.sha256(), path.stat().st_size
        with path.open("rb") as file:
            for start in range(0, size, CHUNK):
                digest.update(file.read(min(CHUNK, size - start)))
        return cls(path, size, digest.hexdigest())


def pack_what_is_there(target: Path, kind: str, dump: Path, media: Path, tries: int = 5) -> None:
    """A file that goes between listing and reading is listed no more when all is packed again."""
    files = {"database": dump} | media_files(media)
    try:
        pack(target, kind, {name: Listed.now(path) for name, path in files.items()})
    except FileNotFoundError:
        if tries == 1:
            raise
        pack_what_is_there(target, kind, dump, media, tries - 1)


def pack(target: Path, kind: str, files: dict[str, Listed]) -> None:
    """Write beside the target and rename, so that a half-written archive never bears its name, and none is left."""
    manifest = {
        "format": FORMAT,
        "version": tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"],
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": kind,
        "files": {name: file.checksum for name, file in files.items()},
    }
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            write(out, manifest, files)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def write(out: BinaryIO, manifest: dict, files: dict[str, Listed]) -> None:
    with tarfile.open(fileobj=out, mode="w") as tar, tempfile.NamedTemporaryFile("w") as note:
        json.dump(manifest, note, indent=2)
        note.flush()
        tar.add(note.name, "manifest.json")
        for name, listed in files.items():
            with listed.path.open("rb") as file:
                member = tar.gettarinfo(arcname=name, fileobj=file)
                member.size = listed.size
                tar.addfile(member, file)


def unpack(archive: Path, folder: Path) -> dict:
    """Into the folder, only what the manifest names, only plain files, only with the right sums."""
    try:
        with tarfile.open(archive, "r:") as tar:
            members = {member.name: member for member in tar}
            manifest = read_manifest(tar, members.pop("manifest.json", None))
            if set(members) != set(manifest["files"]) or "database" not in members:
                raise Refused("its contents are not what its manifest lists")
            for name, member in members.items():
                extract(tar, member, inside(folder, name), manifest["files"][name])
    except (OSError, tarfile.TarError, ValueError) as problem:
        raise Refused(f"it cannot be read as a backup ({problem})") from problem
    return manifest


def read_manifest(tar: tarfile.TarFile, member: tarfile.TarInfo | None) -> dict:
    if member is None or not member.isfile():
        raise Refused("it has no manifest, so it is not one of our backups")
    manifest = json.load(tar.extractfile(member))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise Refused(f"its format is not “{FORMAT}”")
    if not {"created", "database", "files"} <= set(manifest) or not isinstance(manifest["files"], dict):
        raise Refused("its manifest is incomplete")
    return manifest


def extract(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path, sum_listed: str) -> None:
    if not member.isfile():
        raise Refused(f"{member.name} is not a plain file")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tar.extractfile(member) as source, target.open("wb") as out:
        shutil.copyfileobj(source, out)
    if checksum(target) != sum_listed:
        raise Refused(f"{member.name} is damaged")


def inside(folder: Path, name: str) -> Path:
    """`database`, or a path under `media/`; never one that leads out of the folder."""
    path = PurePosixPath(name)
    if name != "database" and (path.parts[:1] != ("media",) or ".." in path.parts or len(path.parts) < 2):
        raise Refused(f"{name} would lead out of the data folder")
    return folder / path


def media_files(media: Path) -> dict[str, Path]:
    files = sorted(path for path in media.rglob("*") if path.is_file() and not path.is_symlink())
    return {f"media/{path.relative_to(media).as_posix()}": path for path in files}


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
