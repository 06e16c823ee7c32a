"""Sources in the CMS: a managed list, with where each is used."""

from wagtail.admin.ui.tables import UsageCountColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Source


class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "link"
    menu_label = "Sources"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["title", "publisher", "date", "confidence", UsageCountColumn("usage_count", label="Used")]
    list_filter = ["confidence"]
    search_fields = ["key", "title", "publisher", "note"]
    ordering = ["title"]
    copy_view_enabled = False

    def get_queryset(self, request):
        return Source.objects.annotate(usage_count=ReferenceIndex.usage_count_subquery(Source))
