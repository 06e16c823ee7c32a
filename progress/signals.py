"""What others may hear about progress. Sent inside the transaction of the action that completed it."""

from django.dispatch import Signal

# record: progress.models.ModuleRecord, just completed; at: datetime
module_completed = Signal()
# enrolment: progress.models.Enrolment, just completed; at: datetime
course_completed = Signal()
# membership: people.models.Membership whose organisation now stands on its records; at: datetime
organisation_settled = Signal()
