"""`python -m scripts.health`: asks the web server of this machine whether all is well (a container's health check)."""

import os
import sys
import urllib.error
import urllib.request


def healthy() -> bool:
    """Asked by the name that the service goes by: production answers to no other."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/health"
    request = urllib.request.Request(address, headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status == 200
    except OSError as problem:
        sys.stderr.write(f"{problem}\n")
        return False


if __name__ == "__main__":
    sys.exit(0 if healthy() else 1)
