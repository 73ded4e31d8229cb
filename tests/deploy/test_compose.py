"""The containers of `deploy/compose.yaml`: closed, without a log of anyone, and with one name to set. The guide says what of it was run."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy.servers import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text(encoding="utf-8"))
CADDYFILE = (ROOT / "deploy/Caddyfile").read_text(encoding="utf-8")
CONTAINERFILE = (ROOT / "deploy/Containerfile").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["site", "front"])
def test_container_is_closed(name):
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["ulimits"] == {"core": 0}
    assert "privileged" not in service


def test_one_name_is_all_that_has_to_be_set_and_without_it_nothing_starts():
    text = (ROOT / "deploy/compose.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"\$\{(\w+):\?", text)) == {"SITE_DOMAIN"}
    assert len(re.findall(r"\$\{", text)) == len(re.findall(r"\$\{SITE_DOMAIN:\?", text))
    site = COMPOSE["services"]["site"]["environment"]
    assert site["SITE_URL"].startswith("https://${SITE_DOMAIN:?")


def test_only_caddy_is_reached_from_outside_and_only_when_the_site_is_healthy():
    services = COMPOSE["services"]
    assert "ports" not in services["site"]
    assert services["front"]["ports"] == ["80:80", "443:443"]
    assert services["front"]["depends_on"] == {"site": {"condition": "service_healthy"}}
    assert f"reverse_proxy site:{services['site']['environment']['PORT']}" in CADDYFILE
    assert "HEALTHCHECK" in CONTAINERFILE


def test_each_container_is_a_stage_of_the_containerfile_and_what_it_copies_gets_there():
    stages = set(re.findall(r"^FROM \S+ AS (\w+)$", CONTAINERFILE, re.MULTILINE))
    for service in COMPOSE["services"].values():
        assert service["build"]["target"] in stages
        assert (ROOT / "deploy" / service["build"]["context"]).resolve() == ROOT
        assert (ROOT / service["build"]["dockerfile"]).is_file()
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for source in re.findall(r"^COPY (?!--from)(\S+) ", CONTAINERFILE, re.MULTILINE):
        assert source == "." or f"!{source}" in let_in, source


def test_caddy_writes_nothing_about_requests():
    """Without a `log` in a site there is no access log; its own log leaves out all that quotes a request."""
    options, _, sites = CADDYFILE.partition("\n}\n")
    assert "exclude http.log http.handlers" in options
    assert not re.search(r"^\s*log\b", sites, re.MULTILINE)


def test_caddy_takes_whole_requests_and_keeps_nothing_in_a_browser():
    assert "request_buffers" in CADDYFILE
    assert "read_header 10s" in CADDYFILE
    assert "protocols h1 h2\n" in CADDYFILE
    for header in ("X-Forwarded-*", "User-Agent", "Referer"):
        assert f"header_up -{header}" in CADDYFILE


def named(guide: Path) -> set[str]:
    """The files of this project that a guide names, in commands and in links."""
    text = guide.read_text(encoding="utf-8")
    return {
        *re.findall(r"\bdeploy/[\w@./*-]*\w", text),
        *(f"deploy/{link}" for link in re.findall(r"\]\((?!#|http)([^)]+)\)", text)),
    }


def test_guide_names_files_that_are_there_and_headings_of_its_own():
    guide = ROOT / "deploy/README.md"
    missing = [name for name in named(guide) if not (ROOT / name).resolve().exists() and name != "deploy/.env"]
    assert missing == []
    text = guide.read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-")
        for line in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings


def test_no_way_of_the_guide_goes_on_after_a_failed_pull():
    text = (ROOT / "deploy/README.md").read_text(encoding="utf-8")
    pulls = re.findall(r"git pull[^\n]*", text)
    assert pulls
    assert all(pull.startswith("git pull --ff-only") for pull in pulls)
    assert not re.search(r"rm -r?f? ?/var/log|> /etc/nginx/nginx\.conf", text)
