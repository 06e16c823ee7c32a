"""What other people's programs say of the page that a browser shows: axe and HTML_CodeSniffer."""

from functools import cache

from axe_playwright_python.sync_playwright import Axe

from tests.outside.packages import installed

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
WCAG_AND_MORE = (*WCAG, "best-practice")
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


def accessibility(page, tags=WCAG, within="html") -> list[str]:
    """Every breach of WCAG 2.2 AA that the two judges see on the page as it stands, in their words; axe only `within` this part."""
    page.evaluate(_sniffer())
    rules = {"runOnly": {"type": "tag", "values": list(tags)}, "resultTypes": ["violations"]}
    found = Axe().run(page, context=within, options=rules).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]] + page.evaluate(SNIFF)
