"""What others may hear about organisations. Sent inside the transaction of the action."""

from django.dispatch import Signal

# predecessor: Organisation; successors: list[Organisation]; on_date: date; at: datetime
organisation_succeeded = Signal()
