"""`./run` itself: what it understands, what it refuses, and how it starts and stops others."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts import bench, machine, serve
from scripts.places import ROOT, Copy
from scripts.processes import Family
from scripts.verbs import VERBS, understood

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"]


def alive(pid):
    return Path("/proc", str(pid)).exists()


@pytest.mark.parametrize(
    ("words", "verb", "port", "rest"),
    [
        ([], "", None, []),
        (["--port", "8001"], "", "8001", []),
        (["--port=8001", "backup", "x.tar"], "backup", "8001", ["x.tar"]),
        (["restore", "x.tar", "--yes", "--port", "9"], "restore", "9", ["x.tar", "--yes"]),
        (
            ["test", "tests/people", "-k", "code", "--port", "9"],
            "test",
            None,
            ["tests/people", "-k", "code", "--port", "9"],
        ),
        (["--port", "9", "manage", "shell", "--help"], "manage", "9", ["shell", "--help"]),
        (["bench", "--only", "people", "--port", "9"], "bench", "9", ["--only", "people"]),
        (["--help"], "help", None, []),
    ],
)
def test_options_verb_and_rest_are_told_apart(words, verb, port, rest):
    options, found, left = understood(words)
    assert (found, options.port, left) == (verb, port, rest)


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ([], False),
        (["--json", "f"], False),
        (["--json=f"], False),
        (["signin"], True),
        (["--json", "f", "--only", "people"], True),
        (["--only", "people", "--json=f"], True),
    ],
)
def test_a_bench_of_one_thing_is_not_measured_again_on_postgresql(words, one):
    assert bench.asks_for_one_thing(words) is one


@pytest.mark.parametrize("words", [["sevre"], ["--prot", "8001"]])
def test_what_it_does_not_know_it_names(words):
    with pytest.raises(SystemExit, match=f"{words[0]}.*help"):
        understood(words)


def test_help_lists_every_verb():
    told = subprocess.run([ROOT / "run", "help"], capture_output=True, text=True, check=True).stdout
    assert all(f"./run {verb}".strip() in told for verb in VERBS)


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1"])
def test_a_port_is_a_number_that_can_be_one(port):
    with pytest.raises(SystemExit, match="A port is"):
        Copy.chosen(port, None)


def test_a_port_in_use_is_named_with_another_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Port {port} cannot be used.*--port {port + 1}"):
            serve.port_is_free(port)


def test_one_data_folder_serves_one_copy(tmp_path):
    with serve.in_use(Copy(8000, tmp_path)), pytest.raises(SystemExit, match="in use by another"):
        serve.in_use(Copy(8001, tmp_path)).__enter__()


def test_without_root_the_apt_line_is_printed(monkeypatch, capsys):
    monkeypatch.setattr(machine, "root", lambda: None)
    absent = machine.provide({"libpango-1.0-0": lambda: False, "chromium": lambda: True})
    assert absent == ["libpango-1.0-0"]
    assert "sudo apt-get install --no-install-recommends libpango-1.0-0\n" in capsys.readouterr().out


def test_a_worker_without_a_broker_says_what_it_needs(monkeypatch, capsys, tmp_path):
    monkeypatch.delenv("REDIS_URL", raising=False)
    assert serve.work(Copy(8000, tmp_path)) == 2
    assert "REDIS_URL" in capsys.readouterr().out


def test_when_one_process_ends_the_others_are_stopped(tmp_path):
    with Family() as family:
        family.start("long", SLEEP)
        family.start("short", [sys.executable, "-c", ""])
        long = family.members["long"][0]
        assert family.watch() == "short"
    assert not alive(long.pid)


def test_a_process_that_will_not_stop_is_killed(monkeypatch):
    monkeypatch.setattr("scripts.processes.PATIENCE", 0.5)
    with Family() as family:
        family.start("stubborn", STUBBORN)
        process = family.members["stubborn"][0]
        time.sleep(0.5)
    assert process.returncode == -signal.SIGKILL


def test_no_process_outlives_a_killed_parent():
    code = (
        "import sys, time; sys.path.insert(0, sys.argv[1]); from scripts.processes import Family; f = Family();"
        f"f.start('child', {SLEEP!r}); print(f.members['child'][0].pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(ROOT)], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    end = time.monotonic() + 5
    while alive(child) and time.monotonic() < end:
        time.sleep(0.05)
    assert not alive(child)
