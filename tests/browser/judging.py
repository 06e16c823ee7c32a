"""What other people's programs say of the page that a browser shows: axe, HTML_CodeSniffer and the Nu HTML checker."""

from functools import cache

from axe_playwright_python.sync_playwright import Axe

from tests.outside import markup
from tests.outside.packages import installed

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Errors only: its warnings and notices are questions to a person. It does not know HTML 5's attribute `form`, by which a
# button outside a form submits it, and then misses the button (H32.2); a form of hidden fields alone is nobody's to send yet.
SNIFF = """() => new Promise((done, failed) => HTMLCS.process("WCAG2AA", document, () => {
  const submits = ({ code, element }) => code.endsWith("H32.2") && ([...element.elements].some((part) => part.type === "submit")
    || [...element.elements].every((part) => part.type === "hidden"));
  const errors = HTMLCS.getMessages().filter((said) => said.type === HTMLCS.ERROR && !submits(said));
  done(errors.map((said) => `${said.code}: ${said.msg} «${said.element.outerHTML.slice(0, 200)}»`));
}, failed))"""


@cache
def _sniffer() -> str:
    return (installed() / "html_codesniffer" / "build" / "HTMLCS.js").read_text()


def accessibility(page) -> list[str]:
    """Every breach of WCAG 2.2 AA that the two judges see on the page as it stands, in their words."""
    page.evaluate(_sniffer())
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]] + page.evaluate(SNIFF)


def html(answer) -> list[str]:
    """Every error in the HTML as it was served, before a browser mended it."""
    return markup.faults(answer.text())
