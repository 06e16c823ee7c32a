"""Printing reads packaged typefaces and data URIs; whatever a page or a style asks for beyond that is refused."""

import pytest
from weasyprint.urls import URLFetcher

from paper import printing
from paper.printing import FETCHER, Refused
from tests.paper.conftest import SECRET
from tests.paper.vectors import VECTORS


def page(vector, address):
    return "<html lang=en><title>x</title><body>" + VECTORS[vector].format(x=address)


@pytest.mark.parametrize("vector", VECTORS)
def test_a_page_reaches_neither_the_network_nor_a_file(vector, listener, secret):
    address, calls = listener
    for target in (address, secret, address.replace("http", "ftp")):
        try:
            assert SECRET.encode() not in printing.write(page(vector, target), "")
        except Refused:
            continue  # what it asked for is refused, and so it is not printed at all
    assert calls == []


@pytest.mark.parametrize("css", ["@import url({x});", "@font-face {{ font-family: y; src: url({x}) }}"])
def test_nor_does_a_stylesheet_of_ours(css, listener):
    address, calls = listener
    printing.write("<html lang=en><title>x</title><p style='font-family: y'>x", css.format(x=address))
    assert calls == []


def test_with_weasyprints_own_fetcher_most_of_these_get_out(listener, monkeypatch):
    """Or else this file would prove nothing."""
    address, calls = listener
    monkeypatch.setattr(printing, "FETCHER", URLFetcher(timeout=2))
    out = 0
    for vector in VECTORS:
        before = len(calls)
        printing.write(page(vector, address), "")
        out += len(calls) > before
    assert out >= 14


def test_and_the_secret_with_them(secret, monkeypatch):
    monkeypatch.setattr(printing, "FETCHER", URLFetcher(timeout=2))
    pdf = printing.HTML(string=page("an attachment of the page", secret), url_fetcher=printing.FETCHER)
    assert SECRET.encode() in pdf.write_pdf(uncompressed_pdf=True)


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
        FETCHER.fetch(inside.rsplit("/", 1)[0] + "/../press.py")


def test_data_and_packaged_typefaces_are_read():
    assert FETCHER.fetch("data:text/plain,hello").read() == b"hello"
    assert FETCHER.fetch(next(iter(FETCHER.PACKAGED))).read(4)
