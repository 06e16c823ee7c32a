"""Turns what a form sent about an activity into its one canonical answer, or says what is missing. Pure: no database."""

from assessment.rules import InvalidAnswer
from look.scenarios import path


def check_answer(value, sent):
    """A knowledge check: an option id, or several. The rules of marking judge whether they are allowed."""
    chosen = sent.getlist("option")
    if not chosen:
        raise InvalidAnswer("Choose an answer.")
    return chosen if value.kind == "multiple" else chosen[0]


def sorting_answer(value, sent):
    """{item id: group id}, for every item."""
    groups = {group.id for group in value.groups}
    answer = {item.id: sent.get(f"item-{item.id}", "") for item in value["items"]}
    if not set(answer.values()) <= groups:
        raise InvalidAnswer("Choose a group for each.")
    return answer


def self_assessment_answer(value, sent):
    """{statement id: point of the scale, from 0}, for every statement."""
    points = {str(n): n for n in range(len(value.scale))}
    answer = {s.id: points.get(sent.get(f"statement-{s.id}", "")) for s in value.statements}
    if None in answer.values():
        raise InvalidAnswer("Rate every statement.")
    return answer


def scenario_answer(value, sent, before):
    """The decisions so far with this one added: [{step, choice}]. Sending the same decision again changes nothing."""
    if sent.get("restart"):
        return []
    decision = {"step": sent.get("step", ""), "choice": sent.get("choice", "")}
    if decision in before:
        return before
    here = path(value.steps, before).open
    if here is None or decision["step"] != here.id or decision["choice"] not in {choice.id for choice in here.choices}:
        raise InvalidAnswer("Choose what you would do.")
    return [*before, decision]
