"""What others may hear about content. Sent inside the transaction of the publish."""

from django.dispatch import Signal

# module: ModulePage; edition: ModuleEdition | None (None: a lesson went away or the module was unpublished); at: datetime
module_changed = Signal()
# page: ModulePage or CoursePage (the sender its class). Whoever knows answers with courses.impact.Learners.
learners_asked = Signal()
