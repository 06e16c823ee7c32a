"""What others may hear about people. Sent inside the transaction of the action."""

from django.dispatch import Signal

# membership: people.models.Membership, now counted where it was pending; at: datetime
membership_counted = Signal()
# grant: people.models.Grant as coordinator, begun or (with ended_at) ended; by: the administrator, None for the system; at: datetime
coordinators_changed = Signal()
# kept, merged: people.models.User, two accounts of one person; every row of `merged` becomes one of `kept`; at: datetime
people_merged = Signal()
