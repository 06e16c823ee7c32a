"""What a screen reader would say of a page, read from top to bottom by @guidepup/virtual-screen-reader."""

import re
from functools import cache

from tests.outside.packages import installed

READ = """async (source) => {
  const { virtual } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  await virtual.start({ container: document.querySelector("main") });
  for (let n = 0; n < 2000 && (await virtual.lastSpokenPhrase()) !== "end of main"; n += 1) await virtual.next();
  const said = await virtual.spokenPhraseLog();
  await virtual.stop();
  return said;
}"""


@cache
def _reader() -> str:
    return (installed() / "@guidepup/virtual-screen-reader/lib/esm/index.browser.js").read_text()


def transcript(page) -> list[str]:
    """Phrase by phrase. The page's security policy must be out of the way (`bypass_csp`), for the reader runs inside it."""
    said = page.evaluate(READ, _reader())
    assert said[-1] == "end of main", "the reader did not come to the end"
    return said


def lacks(said: list[str], outline: list[str]) -> str:
    """The first line of the outline (regular expressions) that is not said after the lines before it; "" when all are."""
    phrases = iter(said)
    return next((line for line in outline if not any(re.search(line, phrase) for phrase in phrases)), "")
