"""Every claim of the page /private/, by its id there. Each has a function of that name."""

from collections.abc import Callable

from tests.prove import browser_claims, server_claims
from tests.prove.evidence import Evidence

Claim = Callable[[Evidence], str]

# In the order of the page. The last two look back on all that was asked before.
FUNCTIONS: tuple[Claim, ...] = (
    server_claims.no_cookie,
    browser_claims.no_storage,
    browser_claims.no_third_party,
    server_claims.no_account,
    server_claims.not_in_an_address,
    browser_claims.nothing_on_disk,
    browser_claims.nothing_after_back,
    server_claims.not_cached,
    server_claims.equal_length,
    server_claims.same_for_everyone,
    server_claims.plain_titles,
    server_claims.closed_to_others,
    server_claims.no_file,
    server_claims.no_log,
)
CLAIMS = {function.__name__.replace("_", "-"): function for function in FUNCTIONS}
