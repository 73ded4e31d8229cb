"""What every form with somebody's answers refuses before it reads them, with a page that still says whom to call."""

import pytest

ADDRESSES = ["/check-in/questions/", "/check-in/someone/questions/", "/plans/if-then/choose/"]
FORM = "application/x-www-form-urlencoded"
BODY = b"more=y&if1=p"


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", "", "nonsense"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_other_content_types_are_refused(client, address, kind):
    response = client.post(address, BODY, content_type=kind)
    assert response.status_code == 415
    assert "116 123" in response.content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_long_body_is_refused_before_it_is_read(client, address):
    response = client.post(address, BODY + b"y" * 17_000, content_type=FORM)
    assert response.status_code == 413
    assert "116 123" in response.content.decode()


@pytest.mark.parametrize("length", ["", "x", "-1", "²", "٣", "+6", " 6", "1_0", "9" * 5000])
@pytest.mark.parametrize("address", ADDRESSES)
def test_body_without_a_length_is_refused(client, address, length):
    assert client.post(address, BODY, content_type=FORM, CONTENT_LENGTH=length).status_code == 411
