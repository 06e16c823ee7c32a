"""What the demonstration's editors are about: a change that waits for a publisher, on content that has been there from the beginning."""

from people.demonstration import EDITOR
from people.models import User

from .models import ModuleEdition, ModulePage

NOTE = "Says at the end what to do with it"
WORDS = "<p>Take one thing from this lesson to your next team meeting, and ask what it would take to try it.</p>"
MODULE = "m14"


def was_published(*, at):
    """First editions are of the day on which the invented history begins, and not of the day on which it was made."""
    ModuleEdition.objects.filter(number=1, published_at__gt=at).update(published_at=at)


def submit_a_change():
    """An editor's draft in the publishers' queue, once: nothing where anything waits or was ever submitted."""
    module = ModulePage.objects.live().filter(code=MODULE).first()
    lesson = module and module.live_lessons().first()
    if lesson is None or lesson.workflow_states.exists() or not lesson.get_workflow():
        return
    editor = User.objects.get(email=EDITOR)
    draft = lesson.get_latest_revision_as_object()
    draft.body.append(("text", WORDS))
    draft.change_note = NOTE
    draft.save_revision(user=editor)
    draft.get_workflow().start(draft, editor)
