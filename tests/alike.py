"""Tests that say the same on every database: words, files, pages, text. They run on SQLite; PostgreSQL is kept for what it may
decide otherwise: models, actions, races, statements and figures. A test in them that only PostgreSQL can show is marked so."""

from pathlib import Path

TESTS = Path(__file__).parent
FOLDERS = {"access", "audit", "content", "house", "look", "paper", "scripts"}
FILES = {
    "assessment": {"drawing", "marking", "pages", "results", "statistics"},
    "certificates": {
        "badge_pages", "badges", "batch_desk", "benchmark", "checks", "desk", "documents", "fetching", "holder_pages",
        "layout", "rotation", "rules", "uploads",
    },
    "coordination": {"permissions", "reading", "rules"},
    "courses": {
        "accepting", "blocks", "booklet", "coverage", "editor_cost", "every_rule", "integrity_courses", "integrity_lessons",
        "integrity_modules", "integrity_questions", "markdown", "markdown_journeys", "overview", "packing", "packing_media",
        "publishing_in_cms", "readability", "rendering", "reviewing", "reviews", "textformat", "textformat_journeys",
        "textformat_problems",
    },
    "home": {"development", "groups", "health"},
    "mail": {"notify", "rules", "smtp"},
    "organisations": {"matching", "organisations_in_the_cms"},
    "people": {
        "approvals", "council_sign_in", "councils_in_the_cms", "demonstration", "door", "door_refusals", "doors_of_the_cms",
        "people_in_the_cms", "secrecy", "sessions", "staff_sessions", "welcome", "which_organisation",
    },
    "progress": {"activities", "doors", "log", "preview", "rules"},
    "reports": {"attacks", "example", "files", "protection", "rounding", "tokens"},
    "training": {"make_administrator", "settings", "sqlite"},
}  # fmt: skip


def is_alike(path: Path) -> bool:
    folder, *rest = path.relative_to(TESTS).parts
    return folder in FOLDERS or path.stem.removeprefix("test_") in FILES.get(folder, ())


def missing() -> list[str]:
    """What is named here and is not there."""
    files = [TESTS / folder / f"test_{name}.py" for folder, names in FILES.items() for name in names]
    return [str(path.relative_to(TESTS)) for path in [*files, *(TESTS / one for one in FOLDERS)] if not path.exists()]
