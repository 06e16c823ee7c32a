"""The pages of coordination, each below the organisation that it is about."""

from django.urls import path

from .views import appointing, cohorts, files, invitations, joining, people

app_name = "coordination"

urlpatterns = [
    path("", people.choose, name="choose"),
    path("join/<str:token>/", joining.join, name="join"),
    path("join/<str:token>/decline/", joining.decline, name="decline"),
    path("coordinators/", appointing.rights, name="rights"),
    path("coordinators/new/", appointing.appoint, name="appoint"),
    path("coordinators/<id:pk>/end/", appointing.end_duty, name="end-duty"),
    path("coordinators/<id:pk>/downloads/", appointing.change_right, name="change-right"),
    path("<slug:slug>/", people.people, name="people"),
    path("<slug:slug>/files/", files.listed, name="files"),
    path("<slug:slug>/files/ask/", files.ask, name="export"),
    path("<slug:slug>/files/<uuid:pk>/", files.fetch, name="fetch"),
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
