"""What a text may name: the curriculum around it, at a date."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from courses.integrity.findings import error, warning
from courses.markdown import internal
from courses.textformat import Curriculum


@dataclass(frozen=True)
class Scope:
    curriculum: Curriculum
    on: date
    from_live: bool = True

    @cached_property
    def sources(self):
        return {source.key for source in self.curriculum.sources}

    @cached_property
    def modules(self):
        return {module.id: module for module in self.curriculum.modules}

    @cached_property
    def targets(self):
        """Each internal target with whether it is live."""
        found = {("page", page.id): True for page in self.curriculum.pages}
        for module in self.curriculum.modules:
            found["module", module.id] = live = module.status == "live"
            found |= {("lesson", f"{module.id}/{one.id}"): live and one.status == "live" for one in module.lessons}
        return found

    def broken(self, hrefs):
        """A finding for each internal link that leads nowhere, or from a live page to a draft."""
        for target in filter(None, map(internal, hrefs)):
            if target not in self.targets:
                yield error("broken-link", f"A link leads to {target[0]} “{target[1]}”, which does not exist; mend it.")
            elif self.from_live and not self.targets[target]:
                message = (
                    f"A link leads to {target[0]} “{target[1]}”, which is a draft; publish that first, or unlink it."
                )
                yield warning("link-to-draft", message)
