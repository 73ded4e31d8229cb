"""Forms whose answers are nobody's business: what is refused before it is read, and how long the answer to one is.

Answers travel in the body of a POST alone. Nothing of them is kept, and every page that follows from them has one round size.
"""

import re

from django.http import HttpRequest, HttpResponse

FORM = "application/x-www-form-urlencoded"
MOST_BYTES = 16 * 1024
# Python refuses to read a number of thousands of digits.
LENGTH = re.compile(r"[0-9]{1,20}")
# Every answer to such a POST is filled up to a multiple of this many bytes, so that its length says nothing.
# The longest one, with the longest name and three voices of an operator, has to fit: two sizes would tell one result from another.
ROUND_SIZE = 24 * 1024


def refusal(request: HttpRequest) -> int | None:
    """The status with which a request is refused before its body is read, or None."""
    if request.content_type != FORM:
        return 415
    length = request.META.get("CONTENT_LENGTH", "")
    if not LENGTH.fullmatch(length):
        return 411
    return 413 if int(length) > MOST_BYTES else None


def rounded(response: HttpResponse) -> HttpResponse:
    """Fill an answer with spaces up to a round size. It is also sent uncompressed: see the deploy guide."""
    response.content += b" " * (-len(response.content) % ROUND_SIZE)
    return response
