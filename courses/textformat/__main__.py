"""`python -m courses.textformat content`: every problem in a folder of texts, with its file and line."""

import sys

from courses.textformat import ContentError, read


def main(arguments):
    folder = arguments[0] if arguments else "content"
    try:
        found = read(folder)
    except ContentError as error:
        sys.stdout.write(f"{error}\n{len(error.problems)} problems. Nothing was read.\n")
        return 1
    counts = (len(found.modules), sum(len(m.lessons) for m in found.modules), len(found.courses), len(found.pages), len(found.sources))
    sys.stdout.write("{} modules, {} lessons, {} pathways, {} pages, {} sources: all can be read.\n".format(*counts))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
