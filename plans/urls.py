"""Addresses of the plans."""

from django.urls import path

from plans import if_then_views, views

app_name = "plans"
urlpatterns = [
    path("", views.index, name="index"),
    path("24-hours/reminder.ics", views.reminder, name="reminder"),
    path("if-then/", if_then_views.start, name="if-then"),
    path("if-then/choose/", if_then_views.choose, name="if-then-choose"),
    path("if-then/print/", if_then_views.blank, name="if-then-print"),
    path("if-then/paper.pdf", if_then_views.blank_pdf, name="if-then-pdf"),
    path("<slug:plan>/", views.start, name="start"),
    path("<slug:plan>/paper.pdf", views.paper_pdf, name="pdf"),
    path("<slug:plan>/print/", views.paper, name="print"),
    path("<slug:plan>/take-away.html", views.one_file, name="take-away"),
    path("<slug:plan>/<slug:part>/", views.part, name="step"),
    # The same level by its other name: a plan's pages stand beside its steps.
    path("<slug:plan>/<slug:part>/", views.part, name="page"),
]
