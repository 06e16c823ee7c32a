"""A learner's log as something to take away: plain text, and a tagged PDF from the house's press."""

from django.template.loader import render_to_string

from paper.press import print_pdf

STYLE = """
@page { size: A4; margin: 22mm 20mm; @bottom-right { content: counter(page) " of " counter(pages); font: 9pt NotoSans-Regular } }
body { font: 11pt/1.5 NotoSans-Regular /* others */; color: #0b0c0c }
h1, h2 { font-family: NotoSans-Bold /* others */; line-height: 1.25 }
h1 { font-size: 22pt } h2 { font-size: 13pt; margin: 8mm 0 1mm; break-after: avoid }
.when { color: #484949; font-size: 9.5pt; margin: 0 0 2mm } .words { margin: 0 }
"""


def as_pdf(notes, *, name, on, wait=8) -> bytes:
    """Raises paper.press.NotPrinted, and Busy where others print for longer than `wait` seconds."""
    html = render_to_string("progress/log_document.html", {"notes": notes, "name": name, "on": on})
    return print_pdf(html, css=STYLE, wait=wait)


def as_text(notes, *, on) -> str:
    return render_to_string("progress/log.txt", {"notes": notes, "on": on})
