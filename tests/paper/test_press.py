"""The press prints what it is given within limits; a document that breaks them ends alone, and the next one is printed."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from pypdf import PdfReader

from paper import press
from paper.press import Attached, Busy, NotPrinted, print_pdf

CSS = "p { font-family: NotoSans-Regular/* others */ }"
ENDLESS = "<p>x" * 200_000  # minutes of work


def page(words="Words."):
    return f"<html lang=en-GB><head><title>A title</title></head><body><p>{words}</p></body></html>"


def text(pdf):
    return PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_what_comes_out_is_tagged_and_has_its_title_language_and_words():
    pdf = PdfReader(BytesIO(print_pdf(page("Penderfyniad"), css=CSS)))
    root = pdf.trailer["/Root"]
    assert (pdf.metadata.title, root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("A title", "en-GB", True)
    assert "Penderfyniad" in text(print_pdf(page("Penderfyniad"), css=CSS))


def test_a_file_can_be_attached():
    pdf = PdfReader(BytesIO(print_pdf(page(), css=CSS, attached=(Attached("a.txt", "A text", b"\x00inside"),))))
    assert pdf.attachments["a.txt"] == [b"\x00inside"]


def test_a_document_without_end_is_ended_and_the_next_is_printed():
    started = time.monotonic()
    with pytest.raises(NotPrinted, match="more than 1 seconds"):
        print_pdf(ENDLESS, css=CSS, seconds=1)
    assert time.monotonic() - started < 5
    assert "After it" in text(print_pdf(page("After it"), css=CSS))


def test_a_document_that_wants_all_the_memory_ends_and_the_next_is_printed(monkeypatch):
    greedy = "<html lang=en><title>x</title><style>@page { size: 9px; margin: 0 }</style>" + "<p>x</p>" * 40_000
    monkeypatch.setenv("PRESS_MEMORY", "400000000")
    press._press.stop()
    with pytest.raises(NotPrinted):
        print_pdf(greedy, css=CSS, seconds=60)
    assert "After it" in text(print_pdf(page("After it"), css=CSS))
    press._press.stop()


def test_whoever_will_not_wait_is_told_that_the_press_is_busy():
    slow = Thread(target=lambda: pytest.raises(NotPrinted, print_pdf, ENDLESS, css=CSS, seconds=3))
    slow.start()
    time.sleep(0.5)
    with pytest.raises(Busy):
        print_pdf(page(), css=CSS, wait=0.1)
    slow.join()


def test_one_megabyte_in_one_field_is_printed_or_refused_in_time():
    started = time.monotonic()
    with suppress(NotPrinted):
        print_pdf(page("x" * 1_000_000), css=CSS, seconds=10)
    assert time.monotonic() - started < 15


def test_more_than_any_document_of_ours_is_refused_at_once():
    with pytest.raises(NotPrinted, match="that large"):
        print_pdf("x" * (press.LARGEST + 1), css=CSS)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_press_that_was_killed_is_replaced(number):
    print_pdf(page(), css=CSS)
    os.kill(press._press._process.pid, number)
    press._press._process.wait(5)
    assert "Again" in text(print_pdf(page("Again"), css=CSS))


def test_it_is_renewed_after_so_many_documents(monkeypatch):
    print_pdf(page(), css=CSS)
    before = press._press._process.pid
    monkeypatch.setattr(press, "DOCUMENTS", press._press._printed)
    print_pdf(page(), css=CSS)
    assert press._press._process.pid != before


def test_the_reason_of_a_failure_is_told_and_nothing_of_the_document():
    with pytest.raises(NotPrinted, match=r"^AttributeError at printing.py:\d+$"):
        print_pdf(page("a private word"), css=None)
    assert "After it" in text(print_pdf(page("After it"), css=CSS))


def test_it_does_not_outlive_whoever_started_it(eventually):
    words = (
        f"from paper import press; press.print_pdf({page()!r}, css=''); print(press._press._process.pid, flush=True)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", f"{words}; input()"], stdout=subprocess.PIPE, stdin=subprocess.PIPE
    ) as owner:
        pid = int(owner.stdout.readline())
        assert Path(f"/proc/{pid}").exists()
        owner.kill()
    assert eventually(lambda: not Path(f"/proc/{pid}").exists())
