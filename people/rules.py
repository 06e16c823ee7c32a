"""What a sign-in must show before it opens an account. Pure: claims, domains and moments in, plain answers out."""

from datetime import timedelta

# After so long without a sign-in a mailbox may have passed to somebody else (RULES: Who a person is).
UNUSED_FOR = timedelta(days=365)
# How long a vouched check, or a council's sign-in that waits for its code, opens the door.
VOUCHED_FOR = timedelta(days=7)
KEPT_FOR = timedelta(days=90)
LINKED_WITHIN = timedelta(minutes=15)
# Working days after which an administrator answers what nobody has.
ANSWERED_WITHIN = 5
# A second address is offered so long before a term or an organisation ends.
ENDING_WITHIN = timedelta(days=60)


def is_dormant(last_used_at, at):
    """Whether a code alone opens nothing any more. Somebody who was never here has nothing to open."""
    return last_used_at is not None and at - last_used_at > UNUSED_FOR


def handed_on(asked_on, is_working_day):
    """The day on which what was asked on another one goes to an administrator."""
    day, left = asked_on, ANSWERED_WITHIN
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


def problem_with(claims, *, issuer, tenant, client, nonce, domains):
    """What is wrong with what a council's sign-in says, as a code of single_sign_on.WORDS; "" where nothing is.

    Signature, expiry and audience have been checked; here it is about whose sign-in it is and what it may speak for.
    """
    if claims.get("iss") != issuer or (tenant and claims.get("tid") != tenant):
        return "tenant"
    if "exp" not in claims or claims.get("azp", client) != client:
        return "token"
    if not nonce or claims.get("nonce") != nonce:
        return "nonce"
    email = claims.get("email")
    if not isinstance(email, str) or "@" not in email:
        return "no_address"
    if claims.get("email_verified") is False:
        return "unconfirmed"
    return "" if email.rpartition("@")[2].lower() in domains else "domain"
