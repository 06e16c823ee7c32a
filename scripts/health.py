"""`python -m scripts.health`: asks the web server of this machine whether it can serve (a container's health check).
Not whether all is well: a container that is replaced because Redis is away helps nobody."""

import os
import sys
import urllib.error
import urllib.request


def ready() -> bool:
    """Asked by the name that the service goes by: production answers to no other."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/ready"
    request = urllib.request.Request(address, headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=8) as answer:
            return answer.status == 200
    except OSError as problem:
        sys.stderr.write(f"{problem}\n")
        return False


if __name__ == "__main__":
    sys.exit(0 if ready() else 1)
