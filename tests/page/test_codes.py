"""QR codes, read back with a decoder that is not the one that made them."""

import io
from functools import cache
from itertools import product

import pytest
import zxingcpp
from PIL import Image

from plans import qr
from plans.handout import CHOICES, choose
from support.directory import COUNTRIES

LINKS = [f"https://next24.example{choose(*choice).path}" for choice in product(CHOICES, ["", *COUNTRIES])]
QR_CODES = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
# The smallest width that the kit names, printed at 150 dots per inch.
DOTS = round(25 / 25.4 * 150)


def picture_of(link: str) -> Image.Image:
    """The file that somebody downloads, in grey."""
    return Image.open(io.BytesIO(qr.png_file(link))).convert("L")


@cache
def smallest(link: str) -> list[zxingcpp.Barcode]:
    """What is read in it at the smallest print size."""
    picture = picture_of(link).resize((DOTS, DOTS), Image.Resampling.BILINEAR)
    return zxingcpp.read_barcodes(picture, formats=QR_CODES)


def read(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=QR_CODES)]


def test_picture_reads_back_at_the_smallest_print_size():
    for link in LINKS:
        assert [code.text for code in smallest(link)] == [link]


def test_code_has_the_four_white_modules_of_the_standard():
    picture = picture_of(LINKS[0])
    edge = 4 * qr.DOTS_A_MODULE
    assert picture.crop((0, 0, picture.width, edge)).getextrema() == (255, 255)
    assert picture.crop((0, 0, edge, picture.height)).getextrema() == (255, 255)
    assert picture.getpixel((edge, edge)) == 0


def test_every_code_survives_a_fold():
    """Level M restores about 15 in 100 of the code; L only 7."""
    for link in LINKS:
        (code,) = smallest(link)
        assert code.ec_level in {"M", "Q", "H"}, link


@pytest.mark.parametrize(("name", "kind"), [("qr.svg", "image/svg+xml"), ("qr.png", "image/png")])
def test_file_is_a_neutral_download_of_the_chosen_page(client, site_url, name, kind):
    response = client.get(f"/clinicians/{name}?what=24-hours/pause&country=gb")
    assert response.headers["Content-Type"] == kind
    ending = name.split(".")[1]
    assert response.headers["Content-Disposition"] == f'attachment; filename="24-hours-pause-gb.{ending}"'
    assert "no-store" in response.headers["Cache-Control"]


def test_downloaded_picture_reads_back_as_the_chosen_page(client, site_url):
    for query, path in (("", "/plans/24-hours/"), ("?what=craving&country=us", "/plans/craving/?country=us")):
        content = client.get(f"/clinicians/qr.png{query}").content
        assert read(Image.open(io.BytesIO(content))) == [site_url + path]


@pytest.mark.parametrize(
    "query", ["?what=https://evil.example", "?what=%00&country=%00", "?url=//evil.example", "?what="]
)
def test_code_never_carries_what_was_sent(client, site_url, query):
    content = client.get(f"/clinicians/qr.png{query}").content
    assert read(Image.open(io.BytesIO(content))) == [f"{site_url}/plans/24-hours/"]
