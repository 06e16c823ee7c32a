"""What the texts declare, and which of their references lead nowhere."""

from difflib import get_close_matches

from courses.textformat.problems import Problem

SAYS = {
    "file": "this module’s folder files/ has no file",
    "source": "sources.yaml has no source",
    "outcome": "this module has no outcome",
}

WITHIN = ("outcome", "file")  # named within their module


def names(curriculum):
    """Everything that can be referred to, as `(kind, ref)`."""
    found = {("source", source.key) for source in curriculum.sources}
    found |= {("page", page.id) for page in curriculum.pages}
    for module in curriculum.modules:
        found.add(("module", module.id))
        found |= {("outcome", f"{module.id}/{outcome.id}") for outcome in module.outcomes}
        found |= {("lesson", f"{module.id}/{lesson.id}") for lesson in module.lessons}
    return found


def dangling(references, known, unsure):
    """A Problem for each reference to nothing known, except to the kinds that could not all be read."""
    for file, line, kind, ref in references:
        if (kind, ref) not in known and kind not in unsure:
            ours = [name for of, name in known if of == kind]
            close = get_close_matches(ref, ours, 1)
            hint = f" Did you mean “{close[0].rpartition('/')[2] if kind in WITHIN else close[0]}”?" if close else ""
            shown = ref.rpartition("/")[2] if kind in WITHIN else ref
            says = SAYS.get(kind, f"there is no {kind}")
            yield Problem(file, line, f"unknown-{kind}", f"{says[0].upper()}{says[1:]} “{shown}”.{hint}")
