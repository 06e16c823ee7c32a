"""Pages about the reader and about the running product."""

from django.urls import path

from . import crawlers, finding, views

app_name = "home"

urlpatterns = [
    path("my-learning/", views.my_learning, name="my-learning"),
    path("my-learning/modules/<id:module_id>/", views.module_summary, name="module-summary"),
    path("my-learning/courses/<id:course_id>/", views.course_summary, name="course-summary"),
    path("search/", finding.find, name="search"),
    path("development/", views.development, name="development"),
    path(".well-known/security.txt", views.security_contact, name="security-contact"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.txt", crawlers.sitemap, name="sitemap"),
    path("favicon.ico", crawlers.icon, name="icon"),
    path("health", views.health, name="health"),
    path("ready", views.ready, name="ready"),
]
