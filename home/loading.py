"""The tree of the site (home, courses, modules) and its standard pages, from the text in content/."""

from django.conf import settings
from wagtail.models import Page, Site

from courses.loading import page_of
from courses.models import CourseIndexPage, ModuleIndexPage
from courses.streams import Streams

from .groups import set_up
from .models import HomePage, StandardPage


def tree():
    """(home, modules, courses), made where they are missing; Wagtail's own welcome page goes."""
    home = HomePage.objects.first() or _make_home()
    modules = ModuleIndexPage.objects.first() or home.add_child(
        instance=ModuleIndexPage(title="Modules", slug="modules")
    )
    courses = CourseIndexPage.objects.first() or home.add_child(
        instance=CourseIndexPage(title="Courses", slug="courses")
    )
    return home, modules, courses


class PageLoader:
    """Loads the standard pages below the home page; the page with the id `home` fills the home page itself."""

    def __init__(self, shelf, link):
        self.shelf = shelf
        self.link = link

    def make(self, pages, home):
        """As drafts, parents before children."""
        made = {}
        for text in sorted(pages, key=lambda page: (bool(page.parent), page.order)):
            if text.id != "home":
                parent = made.get(text.parent, home)
                names = {"title": text.title, "slug": text.slug, "code": text.id}
                made[text.id] = self.shelf.page(StandardPage, parent, f"page/{text.id}", **names)

    def fill(self, pages, home):
        for text in pages:
            path = f"page/{text.id}"
            page = home if text.id == "home" else page_of(StandardPage, path)
            if self.shelf.wants(path, page, text):
                page.title, page.summary = text.title, text.summary
                page.body = Streams(self.link).html(text.body)
                self.shelf.keep(path, page, text, live=True)


def _make_home():
    """The site's first page, and with it what staff may do below."""
    root = Page.get_first_root_node()
    for welcome in root.get_children().filter(slug="home").exclude(content_type__app_label="home"):
        Site.objects.filter(root_page=welcome).delete()
        welcome.specific.delete()
        root.refresh_from_db()
    home = root.add_child(instance=HomePage(title=settings.WAGTAIL_SITE_NAME, slug="home"))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": settings.WAGTAIL_SITE_NAME},
    )
    set_up(home)
    return home
