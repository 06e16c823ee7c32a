"""Geometry of the small pictures that stand beside a table of their numbers. Colours are the stylesheet's."""

from dataclasses import dataclass
from math import cos, pi, sin

CENTRE, RADIUS, LABEL_RADIUS = 120, 86, 106


@dataclass(frozen=True)
class Axis:
    x: float
    y: float
    label_x: float
    label_y: float
    score: dict


@dataclass(frozen=True)
class Radar:
    axes: list
    rings: list
    shape: str


def radar(scores):
    """`scores`: mappings or objects with score and out_of, drawn clockwise from the top."""
    angles = [2 * pi * index / len(scores) - pi / 2 for index in range(len(scores))]
    axes = [
        Axis(*_point(angle, 1), *_point(angle, LABEL_RADIUS / RADIUS), score)
        for angle, score in zip(angles, scores, strict=True)
    ]
    shape = [_point(angle, _share(score)) for angle, score in zip(angles, scores, strict=True)]
    rings = [_points([_point(angle, part / 3) for angle in angles]) for part in (1, 2, 3)]
    return Radar(axes, rings, _points(shape))


def _share(score):
    value, out_of = (score["score"], score["out_of"]) if isinstance(score, dict) else (score.score, score.out_of)
    return min(value / out_of, 1) if out_of else 0


def _point(angle, part):
    return round(CENTRE + RADIUS * part * cos(angle), 1), round(CENTRE + RADIUS * part * sin(angle), 1)


def _points(pairs):
    return " ".join(f"{x},{y}" for x, y in pairs)
