"""`make bench`: how fast the site is, as parts of what the same servers do with the same bytes and no site."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from benchmarks import library, load, results
from benchmarks.load import Target
from benchmarks.servers import MeasuredNginx, bare, gunicorn, save
from benchmarks.weights import weights
from tests.deploy.servers import HOST, ROOT, instance

ARTICLE = "/articles/why-it-happens/"
HOURS = "/plans/24-hours/pause/"
CHECK_IN = "/check-in/questions/"
FORM = ("Content-Type: application/x-www-form-urlencoded", "HX-Request: true")
QUESTION = "more=y&stop=n&asked=stop"
RESULT = "more=y&stop=n&time=u&harm=y&days=n&asked=days"
METHOD = f"""
Each pair: {load.ROUNDS} rounds, in each round both for {load.SECONDS} s in changing order, {load.CONNECTIONS} connections of wrk on the same machine; the median of the
rounds' ratios, and in brackets the lowest and the highest. One worker process with the project's `gunicorn.conf.py`; bare gunicorn
is the same gunicorn with an application that sends the same bytes and headers (`benchmarks/bare.py`). nginx: the
configuration of `deploy/` with one process, without TLS and with its limits lifted, against a file in the same nginx that was
compressed before and has the same headers. Library sizes: copies of the real articles in a copy of the project; start-up until the
first answer; the best of {library.RUNS} runs.
"""


def pair(name: str, ours: Target, other: Target, target: str, folder: Path) -> list[str]:
    middle, every = load.ratio(ours, other, folder)
    return [name, f"{middle:.2f} ({every[0]:.2f} to {every[-1]:.2f})", target]


def against_bare(folder: Path) -> Iterator[list[str]]:
    """The site reached directly, against the least that gunicorn can do."""
    with gunicorn(folder) as site:
        for name, path, target in (
            ("article, held", ARTICLE, "at least 0.52, better 0.57"),
            ("plan step, held for a minute", HOURS, "at least 0.45, better 0.60; before 0.13"),
        ):
            saved = save(site, path, folder / "page", Accept_Encoding="br")
            asked = ("Accept-Encoding: br",)
            with bare(folder, saved) as other:
                ours = Target(site + path, asked)
                yield pair(f"{name} / bare gunicorn", ours, Target(other + "/", asked), target, folder)
        for name, body, target in (
            ("check-in, a question", QUESTION, "at least 0.30; before 0.31"),
            ("check-in, the result", RESULT, "at least 0.30; before 0.23"),
        ):
            headers = {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
            saved = save(site, CHECK_IN, folder / "answer", body=body, **headers)
            with bare(folder, saved) as other:
                ours = Target(site + CHECK_IN, FORM, body)
                yield pair(f"{name} / bare gunicorn", ours, Target(other + "/", FORM, body), target, folder)


@contextmanager
def behind_nginx(folder: Path, *options: str, answer: Path | None = None) -> Iterator[str]:
    folder.mkdir()
    with ExitStack() as stack:
        for number in (1, 2):
            stack.enter_context(instance(folder / f"{number}.sock", "--workers=1", *options))
        nginx = stack.enter_context(MeasuredNginx(folder, answer).running())
        yield nginx.plain_address


def through_nginx(folder: Path) -> Iterator[list[str]]:
    """The microcache against a file, and the two kinds of worker behind nginx."""
    with gunicorn(folder) as site:
        saved = save(site, ARTICLE, folder / "article", Accept_Encoding="gzip")
    asked = ("Accept-Encoding: gzip", f"Host: {HOST}")
    with (
        behind_nginx(folder / "sync", answer=saved) as one,
        behind_nginx(folder / "gthread", "--worker-class=gthread", "--threads=4") as other,
    ):
        ours, static = Target(one + ARTICLE, asked), Target(one + "/page.html", asked)
        yield pair("article through the microcache / nginx, file", ours, static, "at least 0.65", folder)
        sync, threads = (Target(f"{address}/check-in/", asked) for address in (one, other))
        yield pair("behind nginx: sync / gthread, requests", sync, threads, "", folder)
        slowest = [load.ask(sync, folder).p99_ms / load.ask(threads, folder).p99_ms for _ in range(load.ROUNDS)]
        spread = f"{median(slowest):.2f} ({min(slowest):.2f} to {max(slowest):.2f})"
        yield ["behind nginx: sync / gthread, slowest 1 %", spread, ""]


def sizes(folder: Path) -> Iterator[list[str]]:
    rows = library.compare(ROOT, folder)
    for row in rows:
        parts = f"start {row['start_s']:.2f} s, {row['memory_mib']:.0f} MiB, held page {row['held_us']:.0f} µs"
        yield [f"{row['articles']:.0f} articles", f"{parts}, rendered page {row['rendered_us']:.0f} µs", ""]
    small, middle, large = rows
    yield ["start-up, 1,500 / 150 articles", f"{large['start_s'] / middle['start_s']:.1f}", "at most 12"]
    yield ["held page, 1,500 articles / our own", f"{large['held_us'] / small['held_us']:.2f}", "flat"]
    yield ["rendered page, 1,500 articles / our own", f"{large['rendered_us'] / small['rendered_us']:.2f}", "flat"]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        (folder / "library").mkdir()
        rows = [["What", "Measured", "Target"]]
        for part in (against_bare(folder), through_nginx(folder), sizes(folder / "library"), weights()):
            rows += part
    results.write("Speed and weight", METHOD, rows)


if __name__ == "__main__":
    main()
