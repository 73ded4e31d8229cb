"""Addresses of the check-ins: the first one's without a name, then those of the others."""

from django.urls import path

from checkin import views

app_name = "checkin"
urlpatterns = [
    path("", views.start, name="start"),
    path("questions/", views.questions, name="questions"),
    path("<slug:slug>/", views.start, name="start"),
    path("<slug:slug>/questions/", views.questions, name="questions"),
]
