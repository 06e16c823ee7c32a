"""Printing reads packaged files and data URIs; whatever a field or a stylesheet asks for beyond that is refused."""

import socket
from threading import Thread

import pytest
from weasyprint import CSS, HTML

from certificates import document
from certificates.document import FETCHER, Refused
from tests.certificates.conftest import imagined

SECRET = "the secret in the file"


@pytest.fixture
def listener():
    """A server on this machine that remembers who called."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        waiting = True

        def listen():
            while waiting:
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                calls.append(connection.recv(200))
                connection.close()

        thread = Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", calls
        waiting = False
        thread.join()


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path.as_uri()


def planted(address):
    """What an attacker would write into a name, a title or an organisation."""
    return (
        f'<img src="{address}"><link rel="stylesheet" href="{address}"><link rel="attachment" href="{address}">'
        f"<style>@import url({address}); body {{ background: url({address}) }}</style>"
        f'<object data="{address}"></object><svg><image href="{address}"/><use href="{address}#x"/></svg>'
    )


@pytest.mark.parametrize("field", ["name", "organisation_name", "title", "edition", "issuer", "code"])
def test_an_address_planted_in_a_field_is_text(field, listener, secret):
    address, calls = listener
    for target in (address, secret):
        pdf = document.render(imagined(**{field: planted(target)[:250]}))
        assert SECRET.encode() not in pdf
    assert calls == []


def test_an_address_planted_in_a_list_is_text(listener):
    address, calls = listener
    document.render(imagined(outcomes=[planted(address)[:250]], modules=[]))
    assert calls == []


def test_even_real_markup_and_styles_fetch_nothing_through_our_fetcher(listener, secret):
    address, calls = listener
    for target in (address, secret, "ftp://127.0.0.1:1/x"):
        page = HTML(string=f"<body>{planted(target)}", url_fetcher=FETCHER)
        style = CSS(
            string=f"@import url({target}); @font-face {{ font-family: x; src: url({target}) }}", url_fetcher=FETCHER
        )
        pdf = page.write_pdf(stylesheets=[style])
        assert SECRET.encode() not in pdf
    assert calls == []


def test_an_image_that_is_data_may_not_lead_on_to_the_network(listener):
    address, calls = listener
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='{address}' width='9' height='9'/></svg>"
    HTML(string=f'<img src="data:image/svg+xml,{svg}">', url_fetcher=FETCHER).write_pdf()
    assert calls == []


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/", "https://localhost/", "ftp://localhost/", "file:///etc/passwd", "FILE:///etc/passwd",
        "file://localhost/etc/passwd", "gopher://localhost/", "//localhost/x", "/etc/passwd", "jar:file:///x", "",
    ],
)  # fmt: skip
def test_the_fetcher_refuses(address):
    with pytest.raises(Refused):
        FETCHER.fetch(address)


def test_a_path_that_climbs_out_of_the_folder_of_typefaces_is_refused():
    inside = next(iter(FETCHER.PACKAGED))
    with pytest.raises(Refused):
        FETCHER.fetch(inside.rsplit("/", 1)[0] + "/../certificate.css")


def test_data_and_packaged_typefaces_are_read():
    assert FETCHER.fetch("data:text/plain,hello").read() == b"hello"
    assert FETCHER.fetch(next(iter(FETCHER.PACKAGED))).read(4)
