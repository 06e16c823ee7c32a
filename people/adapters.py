"""Where allauth asks us: nobody signs up through its own pages, because there is one door (signup.py)."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False
