"""What others may hear about organisations. Sent inside the transaction of the action."""

from django.dispatch import Signal

# predecessor: Organisation; successors: list[Organisation]; on_date: date; at: datetime
organisation_succeeded = Signal()
# a pause before an election was announced, changed or taken back; at: datetime
pauses_changed = Signal()
