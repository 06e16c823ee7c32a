"""The way taken through a branching scenario: what was chosen, and what is to be decided now."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Taken:
    step: object
    choice: object


@dataclass(frozen=True)
class Path:
    """`open` is the step to decide now; None when the scenario has come to its end."""

    taken: list
    open: object


def path(steps, answers):
    """`steps` and their choices are mappings with an id; `answers` are mappings of step and choice."""
    chosen = {str(answer["step"]): str(answer["choice"]) for answer in answers or []}
    taken, step = [], steps[0] if steps else None
    while step is not None and len(taken) < len(steps):
        choice = _with_id(step["choices"], chosen.get(str(step["id"])))
        if choice is None:
            return Path(taken, step)
        taken.append(Taken(step, choice))
        step = _with_id(steps, str(choice["next"])) if choice.get("next") else None
    return Path(taken, None)


def _with_id(items, wanted):
    return next((item for item in items if str(item["id"]) == wanted), None)
