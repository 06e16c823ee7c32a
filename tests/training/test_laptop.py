"""What a laptop serves while one works on it.

Seen to fail: with the files read once, at the start, as it was.
"""

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

from training.settings import dev


def test_a_static_file_that_changes_while_it_is_served_arrives_whole(tmp_path, settings, rf):
    settings.STATICFILES_DIRS = [tmp_path]
    settings.WHITENOISE_USE_FINDERS = dev.WHITENOISE_USE_FINDERS
    settings.WHITENOISE_AUTOREFRESH = dev.WHITENOISE_AUTOREFRESH
    finders.get_finder.cache_clear()
    sheet = tmp_path / "sheet.css"
    sheet.write_text("a {}")
    server = WhiteNoiseMiddleware(lambda request: HttpResponse(status=404))
    try:
        sheet.write_text("a {} b {} c {}")
        answer = server(rf.get("/static/sheet.css"))
        assert b"".join(answer) == b"a {} b {} c {}"
        assert answer["Content-Length"] == "14"
    finally:
        finders.get_finder.cache_clear()
