"""Addresses of the people to call."""

from django.urls import path

from support import views

app_name = "support"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:code>/", views.country, name="country"),
]
