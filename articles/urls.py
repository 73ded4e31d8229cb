"""Addresses of the library."""

from django.urls import path

from articles import views

app_name = "articles"
urlpatterns = [
    path("", views.index, name="index"),
    path("feed/", views.feed, name="feed"),
    path("<slug:slug>/", views.detail, name="detail"),
]
