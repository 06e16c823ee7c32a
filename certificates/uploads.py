"""A file that somebody wants checked stays in memory: nothing is ever written, and what is too large is not read."""

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.urls import reverse

LARGEST = 2_000_000  # bytes
PATIENCE = 10 * LARGEST  # up to here the rest is read and thrown away, so that the browser gets its answer


class InMemory(MemoryFileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS; takes what is sent to /verify/ and lets nobody after it write that to disk.

    In the settings and not in the view, because middleware may read a form before any view is asked.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self._is_ours = self.request is not None and self.request.path == reverse("certificates:verify-form")
        self._length = content_length
        self.activated = self._is_ours and content_length <= LARGEST

    def new_file(self, *args, **kwargs):
        if self._is_ours and not self.activated:
            raise StopUpload(connection_reset=self._length > PATIENCE)
        super().new_file(*args, **kwargs)


def is_too_large(request):
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and int(length) > LARGEST
