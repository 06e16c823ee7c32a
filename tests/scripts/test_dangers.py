"""Each rule of scripts/dangers.py finds what was planted for it, and lets the right way pass."""

import pytest

from scripts import dangers

PLANTED = {
    "mark_safe(page.title)": "text made into markup",
    "SafeString(text)": "text made into markup",
    "format_html(f'<b>{name}</b>')": "values put into markup before they are escaped",
    "format_html('<b>' + name)": "values put into markup before they are escaped",
    "cursor.execute(f'SELECT {asked}')": "values put into a statement",
    "Thing.objects.raw('SELECT ' + asked)": "values put into a statement",
    "logger.info('%s signed in', user.email)": "somebody’s data in a log",
    "logger.warning('code %s', code)": "somebody’s data in a log",
    "pickle.loads(data)": "data run as code",
    "run(words, shell=True)": "data run as code",
    "redirect(request.GET['next'])": "a way out of the site chosen by the asker",
    "import requests": "a request to elsewhere",
    "from urllib.request import urlopen": "a request to elsewhere",
    "@csrf_exempt\ndef view(request): pass": "no check of the form’s token",
}
RIGHT = (
    "SafeString('')",
    "format_html('<b>{}</b>', name)",
    "cursor.execute('SELECT %s', [asked])",
    "cursor.execute(f'SELECT {COLUMNS}')",
    "logger.info('%s signed in', user.pk)",
    "redirect(safe_next(request, request.GET.get('next')))",
    "from requests import RequestException",
)
PLANTED_IN_TEMPLATES = {
    "{{ page.title|safe }}": "text made into markup",
    "{% autoescape off %}": "text made into markup",
    '<p onclick="go()">': "a script in the page",
    '<a href="javascript:go()">': "a script in the page",
    "<script>go()</script>": "a script in the page",
    '<img src="https://elsewhere.example/x.png">': "a request to elsewhere",
    '<form action="/x" method="post"></form>': "no check of the form’s token",
}


@pytest.mark.parametrize("text", PLANTED)
def test_what_is_planted_in_code_is_found(text):
    assert [rule for rule, _ in dangers.in_python(text)] == [PLANTED[text]]


@pytest.mark.parametrize("text", RIGHT)
def test_the_right_way_passes(text):
    assert list(dangers.in_python(text)) == []


@pytest.mark.parametrize("text", PLANTED_IN_TEMPLATES)
def test_what_is_planted_in_a_template_is_found(text):
    assert [rule for rule, _ in dangers.in_template(text, ".html")] == [PLANTED_IN_TEMPLATES[text]]


def test_the_right_template_passes():
    text = '<form method="post">{% csrf_token %}<script src="/static/x.js"></script>{{ name }}</form>'
    assert list(dangers.in_template(text, ".html")) == []


def test_the_house_is_clean_and_what_is_allowed_is_needed():
    assert dangers.survey() == []


def test_a_planted_file_is_named_with_its_line(tmp_path):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").write_text("\neval(data)\n")
    assert "shop/__init__.py:2: data run as code" in dangers.survey(tmp_path)
