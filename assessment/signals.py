"""What others may hear about assessments. Sent inside the transaction of the submission."""

from django.dispatch import Signal

# attempt: assessment.models.Attempt, marked; at: datetime
attempt_marked = Signal()
