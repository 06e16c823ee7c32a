"""The pages about a person: the door, the welcome, the account, the queue of approvals."""
