"""Every address of the site. They are stable for ever; a page that moves leaves a 301 behind."""

from django.urls import include, path

from recovery_site import assurance_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("articles/sources/", views.sources, name="sources"),
    path("articles/", include("articles.urls")),
    path("check-in/", include("checkin.urls")),
    path("plans/", include("plans.urls")),
    path("help/", include("support.urls")),
    path("clinicians/assurance/", assurance_views.assurance, name="assurance"),
    path("clinicians/assurance/<slug:name>/", assurance_views.paper, name="paper"),
    path("clinicians/sign/", assurance_views.to_sign, name="to-sign"),
    path("clinicians/sign/<slug:name>/", assurance_views.text_to_sign, name="text-to-sign"),
    path("clinicians/", include("plans.kit_urls")),
    path("about/", views.about, name="about"),
    path("private/", views.private, name="private"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("leave/", views.leave, name="leave"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("editing/", views.editing, name="editing"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("own/<str:name>", views.own, name="own"),
    path("favicon.ico", views.favicon, name="favicon"),
    path(".well-known/the-next-24.json", views.statement, name="statement"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
]

handler400 = "recovery_site.serving.errors.bad_request"
handler403 = "recovery_site.serving.errors.permission_denied"
handler404 = "recovery_site.serving.errors.not_found"
handler500 = "recovery_site.serving.errors.server_error"
