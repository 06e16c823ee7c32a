"""How the lessons read: `python -m courses.readability content` (or `content/modules/m06-…`) prints a line for each
lesson, and fails where a live one is above grade 10 without a reason in content/readability-exceptions.yaml, or a
sentence stands in two lessons."""

import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from yaml import MappingNode

from courses.integrity.lengths import lesson_words
from courses.integrity.questions import AnswerKey
from courses.syllables import syllables
from courses.textformat import ContentError, schema
from courses.textformat.fields import Values
from courses.textformat.folders import files_in
from courses.textformat.nodes import decoded
from courses.textformat.reading import survey
from courses.textformat.walking import block_leaves, prose

HIGHEST_GRADE = 10
LONG_ENOUGH_TO_REPEAT = 8
EXCEPTIONS = "readability-exceptions.yaml"
SENTENCE_END = re.compile(r"(?<=[.!?])[”’\")]*\s+(?=[“‘\"(]?[A-Z0-9])")
WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*|\d[\d.,]*")
BEING = r"(?:am|is|are|was|were|be|been|being|isn’t|aren’t|wasn’t|weren’t)"
BETWEEN = r"(?:\s+(?:not|never|also|often|still|then|only|always|already|\w+ly))*"
IRREGULAR = (
    "begun bought bound broken brought built caught chosen cut dealt done drawn driven fed felt fought found "
    "given gone grown held heard hidden hit hurt kept known laid led left lent lost made meant met paid put "
    "read run said seen sent set shown shut sold spent split spoken spread stolen taken taught told thought "
    "understood won written"
)
PASSIVE = re.compile(rf"\b{BEING}{BETWEEN}\s+(?:\w{{2,}}ed|{IRREGULAR.replace(' ', '|')})\b", re.IGNORECASE)
PLAINER = {
    r"collaborat(?:e|es|ed|ing)": "work with",
    r"combat(?:s|ed|ing)?": "stop, reduce",
    r"deliver(?:s|ed|ing|ables?)?": "make, provide (unless it is a parcel)",
    r"deploy(?:s|ed|ing|ment)?": "use, put in place",
    r"dialogue": "talk, discussion",
    r"empower(?:s|ed|ing|ment)?": "let, allow",
    r"facilitat(?:e|es|ed|ing|ion)": "help, run",
    r"foster(?:s|ed|ing)?": "encourage (unless it is a child)",
    r"going forward": "from now on",
    r"holistic(?:ally)?": "whole",
    r"impact(?:s|ed|ing)? (?:on|upon)": "affect",
    r"in order to": "to",
    r"incentivis(?:e|es|ed|ing)": "encourage",
    r"initiat(?:e|es|ed|ing)": "start",
    r"leverag(?:e|es|ed|ing)": "use",
    r"liais(?:e|es|ed|ing)": "talk to",
    r"one-stop shop": "say what it is",
    r"overarching": "leave out",
    r"robust(?:ly)?": "say in what way",
    r"stakeholders?": "say who",
    r"streamlin(?:e|es|ed|ing)": "simplify",
    r"synerg(?:y|ies)": "say what",
    r"tackl(?:e|es|ed|ing)": "stop, solve",
    r"utilis(?:e|es|ed|ing|ation)": "use",
}
AVOIDED = re.compile(rf"\b(?:{'|'.join(PLAINER)})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Measure:
    """How one lesson reads. `grade` is Flesch-Kincaid; `passive` is the share of sentences in which a form of “to be”
    is followed, perhaps after an adverb, by a word in -ed or an irregular participle."""

    words: int
    minutes: int
    grade: float
    longest: str
    passive: float
    avoided: tuple[str, ...]

    @property
    def pace(self):
        return self.words / self.minutes

    @property
    def longest_words(self):
        return len(WORD.findall(self.longest))


def sentences(texts):
    """The sentences of texts; an item or heading without a full stop is one."""
    return [sentence.strip() for text in texts for sentence in SENTENCE_END.split(text) if WORD.search(sentence)]


def lesson_sentences(lesson):
    return sentences(text for block in lesson.blocks for text in prose(block_leaves(block)))


def grade(said):
    """Flesch-Kincaid grade of sentences."""
    words = [word for sentence in said for word in WORD.findall(sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(said) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def measure(lesson):
    said = lesson_sentences(lesson)
    return Measure(
        words=lesson_words(lesson),
        minutes=lesson.minutes,
        grade=grade(said),
        longest=max(said, key=lambda one: len(WORD.findall(one)), default=""),
        passive=sum(bool(PASSIVE.search(one)) for one in said) / max(len(said), 1),
        avoided=tuple(sorted({found.lower() for one in said for found in AVOIDED.findall(one)})),
    )


def repeated(lessons):
    """Sentences of eight words or more that stand in two lessons; these are given by name."""
    places = defaultdict(set)
    for name, lesson in lessons.items():
        for sentence in lesson_sentences(lesson):
            words = tuple(word.casefold() for word in WORD.findall(sentence))
            if len(words) >= LONG_ENOUGH_TO_REPEAT:
                places[words].add(name)
    return {" ".join(words): sorted(names) for words, names in places.items() if len(names) > 1}


def exceptions_in(files, names):
    """Lessons that may be above the grade, each with its reason. Raises ContentError."""
    problems, found = [], {}
    values = Values(EXCEPTIONS, problems, [])
    text = decoded(EXCEPTIONS, files[EXCEPTIONS], problems) if EXCEPTIONS in files else None
    root = values.root(text) if text is not None else None
    for name, key, reason in values.entries(root) if isinstance(root, MappingNode) else ():
        found[name] = values.read(schema.TEXT, reason)
        if name not in names:
            values.problem(key, "unknown-lesson", f"There is no lesson “{name}”.")
    if problems:
        raise ContentError(problems)
    return found


# The report


def main(arguments):
    folder = Path(arguments[0] if arguments else "content")
    root = folder if (folder / "sources.yaml").exists() else folder.parent.parent
    try:
        files = files_in(root)
        curriculum, problems = survey(files)
        named = {f"{module.id}/{one.id}": one for module in curriculum.modules for one in module.lessons}
        excused = exceptions_in(files, named)
    except ContentError as error:
        say_each([str(error)])
        return 1
    broken = {problem.file for problem in problems}
    say_each(
        f"{file}: passed over, as it cannot be read; python -m courses.textformat says why." for file in sorted(broken)
    )
    inside = folder.relative_to(root).as_posix() + "/" if folder != root else ""
    readable = {name: one for name, one in named.items() if one.file not in broken}
    return report(
        {name: one for name, one in readable.items() if one.file.startswith(inside)},
        repeated(readable),
        [module for module in curriculum.modules if module.file.startswith(inside)],
        excused,
    )


def report(lessons, doubles, modules, excused):
    """Prints everything about these lessons and modules; 1 when something must be mended."""
    measures = {name: measure(one) for name, one in lessons.items()}
    high = [name for name, one in measures.items() if one.grade > HIGHEST_GRADE and lessons[name].status == "live"]
    unexcused = [name for name in high if name not in excused]
    ours = {said: names for said, names in doubles.items() if lessons.keys() & set(names)}
    say_each([HEADINGS], (line(name, one) for name, one in measures.items()))
    say_each(["", "Right answers of single questions, by place"], map(key_line, modules))
    say_each(f"{name}: grade {measures[name].grade:.1f}, because {excused[name]}" for name in high if name in excused)
    say_each(f"{name}: grade {measures[name].grade:.1f} is over {HIGHEST_GRADE}; simplify." for name in unexcused)
    say_each(f"In {' and '.join(names)}: “{said}”. Say it once." for said, names in ours.items())
    return 1 if unexcused or ours else 0


HEADINGS = "lesson   words  min  w/min  grade  passive  longest sentence"


def line(name, one):
    avoid = "".join(f"\n         avoid “{word}”: {plainer(word)}" for word in one.avoided)
    start = " ".join(one.longest.split()[:8])
    return (
        f"{name:8} {one.words:5} {one.minutes:4} {one.pace:6.0f} {one.grade:6.1f} {one.passive:8.0%}"
        f"  {one.longest_words} words: {start} …{avoid}"
    )


def plainer(word):
    return next(instead for pattern, instead in PLAINER.items() if re.fullmatch(pattern, word))


def key_line(module):
    key = AnswerKey(module.questions)
    places = " ".join(f"{letter}:{key.positions[letter]}" for letter in "abcd")
    return f"{module.id:8} {places}  longest in {key.longest} of {key.count}"


def say_each(*groups):
    sys.stdout.write("".join(f"{text}\n" for group in groups for text in group))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
