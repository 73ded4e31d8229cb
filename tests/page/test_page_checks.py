"""What `manage.py check` finds on a page."""

from recovery_site import checks


def test_a_page_with_a_label_is_found(settings, monkeypatch):
    monkeypatch.setattr(checks, "public_addresses", lambda: ["/about/"])
    assert checks.pages_are_whole(None) == []
    settings.OPERATOR_NAME = "A clinic for addicts"
    (found,) = checks.pages_are_whole(None)
    assert found.id == "recovery_site.E004"
    assert "addicts" in found.msg
