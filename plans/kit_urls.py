"""Addresses of the clinician kit."""

from django.urls import path

from plans import kit_views

app_name = "clinicians"
urlpatterns = [
    path("", kit_views.kit, name="kit"),
    path("cards/", kit_views.cards, name="cards"),
    path("cards/paper.pdf", kit_views.cards_pdf, name="cards-pdf"),
    path("qr.svg", kit_views.qr_svg, name="qr-svg"),
    path("qr.png", kit_views.qr_png, name="qr-png"),
]
