"""Where figures are asked for."""

from django.urls import path

from . import downloads, views
from .addresses import VERSION
from .screens import releases, subscriptions, tokens

app_name = "reports"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("definitions/", views.definitions, name="dictionary"),
    path("refresh/", views.refresh, name="refresh"),
    path("tokens/", tokens.listed, name="tokens"),
    path("tokens/<id:pk>/revoke/", tokens.revoke, name="revoke-token"),
    path("subscriptions/", subscriptions.listed, name="subscriptions"),
    path("subscriptions/to/<slug:table>/", subscriptions.table, name="subscribe"),
    path("subscriptions/people/<slug:slug>/", subscriptions.people, name="subscribe-people"),
    path("subscriptions/<uuid:pk>/stop/", subscriptions.stop, name="unsubscribe"),
    path("subscriptions/stop/<str:token>/", subscriptions.stop_by_link, name="stop-subscription"),
    path("releases/", releases.listed, name="releases"),
    path(f"releases/{VERSION}", releases.release, name="release"),
    path(f"releases/{VERSION}preview/", releases.preview, name="preview-release"),
    path(f"releases/{VERSION}read/", releases.pass_preview, name="pass-release"),
    path(f"releases/{VERSION}approve/", releases.approve, name="approve-release"),
    path(f"releases/{VERSION}recall/", releases.recall, name="recall-release"),
    path(f"releases/{VERSION}access/", releases.give_access, name="give-access"),
    path(f"releases/{VERSION}correct/", releases.correct, name="correct-release"),
    path("every-figure.csv", downloads.every_cell, name="every-cell"),
    path("<slug:table>.<format:kind>", downloads.table, name="export"),
    path("<slug:table>/", views.table, name="table"),
]
