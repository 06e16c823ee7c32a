"""The pages of coordination, each below the organisation that it is about."""

from django.urls import path

from .views import cohorts, invitations, joining, people

app_name = "coordination"

urlpatterns = [
    path("", people.choose, name="choose"),
    path("join/<str:token>/", joining.join, name="join"),
    path("join/<str:token>/decline/", joining.decline, name="decline"),
    path("<slug:slug>/", people.people, name="people"),
    path("<slug:slug>/people.csv", people.export, name="export"),
    path("<slug:slug>/invitations/", invitations.listed, name="invitations"),
    path("<slug:slug>/invitations/new/", invitations.new, name="invite"),
    path("<slug:slug>/invitations/confirm/", invitations.confirm, name="confirm"),
    path("<slug:slug>/invitations/remind/", invitations.remind, name="remind-invited"),
    path("<slug:slug>/invitations/<uuid:pk>/withdraw/", invitations.withdraw, name="withdraw"),
    path("<slug:slug>/cohorts/", cohorts.listed, name="cohorts"),
    path("<slug:slug>/cohorts/new/", cohorts.new, name="new-cohort"),
    path("<slug:slug>/cohorts/<id:pk>/", cohorts.cohort, name="cohort"),
    path("<slug:slug>/cohorts/<id:pk>/edit/", cohorts.edit, name="edit-cohort"),
    path("<slug:slug>/cohorts/<id:pk>/close/", cohorts.close, name="close-cohort"),
    path("<slug:slug>/cohorts/<id:pk>/add/", cohorts.add, name="add-members"),
    path("<slug:slug>/cohorts/<id:pk>/remove/<uuid:person>/", cohorts.remove, name="remove-member"),
    path("<slug:slug>/cohorts/<id:pk>/remind/", cohorts.remind, name="remind-cohort"),
]
