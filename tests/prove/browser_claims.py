"""What can be seen in a browser after a visit. Each claim says what was seen, or fails."""

from tests.engines.drivers import absent
from tests.prove.evidence import Evidence
from tests.prove.visit import LEAVES, WALKS


def _elsewhere(evidence: Evidence) -> str:
    """Which other engines were looked at, and which this machine does not have."""
    seen = " and ".join(other.engine for other in evidence.others) or "no other engine"
    return f"the same in {seen}" + "".join(f", not looked at in {engine}" for engine in absent())


def no_storage(evidence: Evidence) -> str:
    visit = evidence.visit
    for number, stored in enumerate(visit.stored):
        assert not any(stored.values()), f"after journey {number + 1}: {stored}"
    assert visit.cookies == 0
    for other in evidence.others:
        assert other.stored, other.engine
        assert not any(any(stored.values()) for stored in other.stored), other
    nothing = "no cookie, local or session storage, database, cache or worker"
    return f"{len(visit.stored)} journeys: {nothing}; {_elsewhere(evidence)}"


def no_third_party(evidence: Evidence) -> str:
    visit = evidence.visit
    elsewhere = [url for url in visit.requested if not url.startswith((evidence.site.address, "data:"))]
    assert not elsewhere, elsewhere
    return f"{len(visit.requested)} requests, all to this site"


def nothing_on_disk(evidence: Evidence) -> str:
    visit = evidence.visit
    assert any("History" in name for name in visit.history), "the search should find the address in the history"
    assert len(visit.plainly) == len(LEAVES)
    for found in visit.plainly:
        assert any("Session" in name for name in found), "the search should find what was sent without JavaScript"
    assert not visit.left, visit.left
    for other in evidence.others:
        assert other.control, f"the search should find what has to be in the files of {other.engine}"
        assert not other.left, (other.engine, other.left)
    return (
        f"{visit.profiles} profile folders, {len(WALKS)} results each left in {len(LEAVES)} ways, UTF-8 and UTF-16: no answer, no result (with "
        "JavaScript; the search did find the page's address in the history, and answers sent without JavaScript); "
        f"{_elsewhere(evidence)}, killed and closed, session files and databases unpacked"
    )


def nothing_after_back(evidence: Evidence) -> str:
    visit = evidence.visit
    for shown in visit.shown_after_back:
        assert (shown["chosen"], shown["hidden"], shown["result"]) == (0, 0, False), shown
    assert visit.came_from_memory, "the browser's page memory should have been at work"
    for other in evidence.others:
        for shown in other.shown:
            assert (shown["chosen"], shown["hidden"], shown["result"]) == (0, 0, False), (other.engine, shown)
    return (
        f"left answers and results {len(visit.shown_after_back)} times and came back, {visit.came_from_memory} of them "
        f"from the browser's page memory: nothing chosen, no result; {_elsewhere(evidence)}, and after a session was brought back"
    )
