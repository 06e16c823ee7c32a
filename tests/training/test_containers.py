"""What describes production to a machine says the same everywhere, and holds what is needed. Nothing is built here."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from scripts.machine import SERVING
from scripts.places import ROOT

COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
PROCESSES = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
OURS = {name: service for name, service in SERVICES.items() if service.get("image") == "local-digital-training"}


def test_the_file_is_what_the_specification_of_compose_asks_for():
    judge = Path(sys.executable).parent / "check-jsonschema"
    command = [judge, "--builtin-schema", "vendor.compose-spec", ROOT / "compose.yaml"]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize("name", ["worker", "exports", "beat"])
def test_a_process_is_started_alike_with_and_without_containers(name):
    assert SERVICES[name]["command"] == PROCESSES[name]


def test_web_and_release_are_those_of_the_image():
    assert PROCESSES["web"].split()[-1] == re.findall(r'^CMD \["(\w+)"\]$', DOCKERFILE, re.MULTILINE)[0]
    assert SERVICES["prepare"]["command"] == PROCESSES["release"]
    assert "command" not in SERVICES["web"]


def test_nothing_serves_before_the_tables_are_there():
    done = {"condition": "service_completed_successfully"}
    waiting = {name for name, service in OURS.items() if service["depends_on"].get("prepare") == done}
    assert waiting == {"web", "worker", "exports", "beat"}
    assert SERVICES["prepare"]["restart"] == "no"


def test_every_secret_is_a_file_that_the_command_for_keys_makes():
    assert {secret["file"] for secret in COMPOSE["secrets"].values()} == {
        "./secrets/key.pem",
        "./secrets/certificate.pem",
    }
    example = (ROOT / ".env.example").read_text()
    assert all(f"/run/secrets/{name}\n" in example for name in COMPOSE["secrets"])
    assert "secrets" in (ROOT / ".dockerignore").read_text().split()


def test_no_password_stands_in_the_file():
    assert SERVICES["db"]["environment"]["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?")
    assert "//training:${POSTGRES_PASSWORD:?" in OURS["web"]["environment"]["DATABASE_URL"]


def test_the_image_has_the_packages_and_serves_as_nobody_special():
    packages = {name for name in SERVING if name.startswith("lib")} | {"postgresql-client"}
    assert packages <= set(re.findall(r"[\w.-]+", DOCKERFILE))
    assert "USER training" in DOCKERFILE
    assert "scripts.health" in DOCKERFILE


def test_static_files_are_gathered_with_the_values_that_the_image_is_built_with(tmp_path):
    """The very line of the Dockerfile, on a copy of nothing but the environment that it sets."""
    values = re.search(
        r"^RUN (DJANGO_SETTINGS_MODULE=.*?)python manage.py collectstatic", DOCKERFILE, re.DOTALL | re.MULTILINE
    )
    stated = dict(word.split("=", 1) for word in values[1].replace("\\\n", " ").split())
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)} | stated
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--dry-run", "--verbosity", "0"]
    assert subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0
