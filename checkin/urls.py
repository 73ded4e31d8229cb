"""Addresses of the check-in."""

from django.urls import path

from checkin import views

app_name = "checkin"
urlpatterns = [
    path("", views.start, name="start"),
    path("questions/", views.questions, name="questions"),
]
