"""What search engines are told: the sitemap and robots.txt."""

import xml.etree.ElementTree as ET

from articles.library import ARTICLES
from recovery_site.addresses import public_addresses
from tests.page.pages import Page

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def listed(client) -> dict[str, str | None]:
    """Each address of the sitemap, with the day of its last change."""
    response = client.get("/sitemap.xml")
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    urls = ET.fromstring(response.content).findall(f"{SITEMAP}url")
    found = {url.findtext(f"{SITEMAP}loc") or "": url.findtext(f"{SITEMAP}lastmod") for url in urls}
    assert len(found) == len(urls)
    return found


def test_sitemap_lists_every_page_that_may_be_listed(client):
    paths = {address.removeprefix("http://testserver") for address in listed(client)}
    for address in public_addresses():
        robots = [tag["content"] for tag in Page(client.get(address)).attributes("meta") if tag.get("name") == "robots"]
        assert (address in paths) == (robots != ["noindex"] and not address.endswith("/print/")), address
    assert paths <= set(public_addresses())


def test_sitemap_says_when_an_article_changed(client):
    days = listed(client)
    for slug, article in ARTICLES.items():
        assert days[f"http://testserver/articles/{slug}/"] == str(article.dates.updated)


def test_sitemap_has_the_operators_addresses_where_there_are_any(site_url, client):
    assert all(address.startswith(f"{site_url}/") for address in listed(client))


def test_robots_names_the_sitemap_where_it_has_an_address(client, settings):
    assert "Sitemap" not in client.get("/robots.txt").content.decode()
    settings.SITE_URL = "https://next24.example"
    assert "\nSitemap: https://next24.example/sitemap.xml\n" in client.get("/robots.txt").content.decode()


def test_robots_keeps_out_what_the_sitemap_leaves_out(client):
    robots = client.get("/robots.txt").content.decode()
    closed = [line.removeprefix("Disallow: ") for line in robots.splitlines() if line.startswith("Disallow")]
    assert closed == ["/leave/"]
    assert not [address for address in listed(client) for path in closed if path in address]
