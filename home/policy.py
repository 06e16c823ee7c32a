"""The security policy of our pages: the same for all of them, so it is put into words once and not for every answer."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings

DEVICE = "camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb", "xr-spatial-tracking"
NOTHING_OF_THE_DEVICE = ", ".join(f"{part}=()" for part in DEVICE)  # passkeys and full screen are left to the browser
OF_ITS_OWN = {"_csp_config", "_csp_update", "_csp_replace", "_csp_exempt"}  # what csp's decorators leave on an answer


class Policy(CSPMiddleware):
    """django-csp's, which still sees to an answer that has a policy of its own or a nonce."""

    def __init__(self, get_response):
        super().__init__(get_response)
        self.words = build_policy()
        self.elsewhere = tuple(settings.CONTENT_SECURITY_POLICY["EXCLUDE_URL_PREFIXES"])

    def process_response(self, request, response):
        response.headers.setdefault("Permissions-Policy", NOTHING_OF_THE_DEVICE)
        if hasattr(request, "_csp_nonce") or OF_ITS_OWN & vars(response).keys():
            return super().process_response(request, response)
        if not request.path_info.startswith(self.elsewhere):
            response.headers.setdefault(HEADER, self.words)
        return response
