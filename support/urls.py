"""Addresses of the people to call."""

from django.urls import path

from support import views

app_name = "support"
urlpatterns = [
    path("", views.index, name="index"),
    path("directory.json", views.directory, name="directory"),
    path("directory.schema.json", views.directory_schema, name="directory-schema"),
    path("<slug:code>/", views.country, name="country"),
]
