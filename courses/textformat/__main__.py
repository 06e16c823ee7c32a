"""`python -m courses.textformat content [m06 …]`: every problem of format and of integrity, with its file and line; or
only those of files that are named in part. `--write` spells every file canonically, once all can be read."""

import sys
from datetime import date

from courses.integrity import ERROR, judge_curriculum, judge_module
from courses.textformat import ContentError, write
from courses.textformat.folders import files_in
from courses.textformat.reading import survey


def main(arguments):
    rewrite = "--write" in arguments
    folder, *wanted = [one for one in arguments if one != "--write"] or ["content"]
    try:
        curriculum, problems = survey(files_in(folder))
    except ContentError as error:
        curriculum, problems = None, error.problems
    findings = judged(curriculum, problems) if curriculum else []
    shown = [str(one) for one in (*problems, *findings) if not wanted or any(word in one.file for word in wanted)]
    errors = len(problems) + sum(finding.severity == ERROR for finding in findings)
    sys.stdout.write("".join(f"{line}\n" for line in shown))
    sys.stdout.write(
        f"{len(problems)} problems of format, {errors - len(problems)} errors, {len(findings)} findings in all.\n"
    )
    if rewrite and not problems:
        sys.stdout.write("".join(f"written: {path}\n" for path in write(curriculum, folder)))
    return 1 if errors else 0


def judged(curriculum, problems):
    """Findings. While something cannot be read, only modules that can be are judged, each by itself."""
    today = date.today()
    if not problems:
        return judge_curriculum(curriculum, on=today)
    broken = {folder_of(problem.file) for problem in problems}
    sound = [module for module in curriculum.modules if folder_of(module.file) not in broken]
    return [finding for module in sound for finding in judge_module(module, curriculum, on=today)]


def folder_of(file):
    return "/".join(file.split("/")[:2])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
