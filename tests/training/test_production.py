"""The product as production runs it: gunicorn, PostgreSQL, Redis, `./run worker`, and no demonstration."""

import http.client
import json
import os
import sys
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.db import connection

from home.loading import tree
from scripts.checks import PRODUCTION
from scripts.places import PYTHON, ROOT
from scripts.processes import Family, run
from scripts.testservers import free_port

pytestmark = pytest.mark.services


@pytest.fixture
def production(services, transactional_db, tmp_path):
    """A running web server and worker on this test's own database; `get(path)` speaks to it as the proxy in front does."""
    tree()
    port = free_port()
    environment = os.environ | PRODUCTION | signing(tmp_path)
    environment |= {
        "DATABASE_URL": services.postgres.rsplit("/", 1)[0] + "/" + connection.settings_dict["NAME"],
        "REDIS_URL": f"{services.redis}/9",
        "DATA_DIR": str(tmp_path / "data"),
        "PORT": str(port),
        "ALLOWED_HOSTS": "training.example.gov.uk",
    }
    assert run([PYTHON, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"], environment) == 0
    log = tmp_path / "production.log"
    with Family() as family:
        family.start("web", [PYTHON, "-m", "gunicorn"], environment, log=log)
        family.start("worker", [sys.executable, ROOT / "run", "worker"], environment, log=log)
        assert family.wait_until(lambda: " ready." in log.read_text() and is_well(port), seconds=90), log.read_text()[
            -3000:
        ]
        yield SimpleNamespace(get=lambda path, **headers: get(port, path, **headers), log=log)


def get(port, path, proto="https"):
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    server.request("GET", path, headers={"Host": "training.example.gov.uk", "X-Forwarded-Proto": proto})
    answer = server.getresponse()
    return SimpleNamespace(status=answer.status, headers=dict(answer.headers), text=answer.read().decode())


def is_well(port):
    """Web, broker and beat have found each other."""
    try:
        return get(port, "/health", proto="http").status == 200
    except OSError:
        return False


def signing(folder):
    """A key and certificate such as an operator brings."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Training programme")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    files = {"SIGNING_KEY_FILE": folder / "key.pem", "SIGNING_CERTIFICATE_FILE": folder / "certificate.pem"}
    pkcs8 = serialization.PrivateFormat.PKCS8
    files["SIGNING_KEY_FILE"].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, pkcs8, serialization.NoEncryption())
    )
    files["SIGNING_CERTIFICATE_FILE"].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return {name: str(path) for name, path in files.items()}


def test_it_serves_over_https_only_and_shows_nothing_of_a_demonstration(production):
    health = json.loads(production.get("/health").text)
    assert [health[part] for part in ("well", "database", "broker", "beat", "mail")] == [True] * 5
    assert production.get("/ready", proto="http").status == 200
    assert production.get("/", proto="http").headers["Location"].startswith("https://")
    home = production.get("/")
    assert home.status == 200
    assert "Demonstration" not in home.text
    assert "max-age=31536000" in home.headers["Strict-Transport-Security"]
    assert production.get("/development/").status == 404
    cookie = production.get("/sign-in/").headers["Set-Cookie"]
    assert cookie.startswith("__Host-csrftoken=")
    assert "Secure" in cookie
    assert "Domain" not in cookie
    lines = [json.loads(line) for line in production.log.read_text().splitlines() if line.startswith("{")]
    assert {"door": "sign-in/", "status": 200}.items() <= lines[-1].items()
