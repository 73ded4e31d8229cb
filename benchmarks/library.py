"""The site with its own articles, with 150 and with 1,500: how long it takes to start, how much memory, how long for one request.

Run as a program in a copy of the project, it measures that copy and prints it as JSON.
"""

import io
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

MORE = (150, 1500)
RUNS = 3
ARTICLE = "/articles/why-it-happens/"
CHECK_IN, RESULT = "/check-in/questions/", "more=y&stop=n&time=u&harm=y&days=n"
# Not taken from the site: what it would load with it would be missing from the time to start.
FORM = "application/x-www-form-urlencoded"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "build", "tests", "*_cache", ".hypothesis", "__pycache__")


def compare(root: Path, folder: Path) -> list[dict[str, float]]:
    """One row for each size; start-up is the quickest of a few runs, because other work can only make it slower."""
    rows = []
    articles = sorted((root / "articles/content").glob("*.md"))
    for size in (len(articles), *MORE):
        copy = folder / f"with-{size}"
        shutil.copytree(root, copy, ignore=LEFT_OUT)
        for number in range(size - len(articles)):
            source = articles[number % len(articles)]
            (copy / f"articles/content/copy-{number}-{source.name}").write_bytes(source.read_bytes())
        program = [sys.executable, "-c", "from benchmarks import library; library.main()"]
        said = [subprocess.run(program, cwd=copy, capture_output=True, text=True, check=True) for _ in range(RUNS)]
        runs = [json.loads(one.stdout) for one in said]
        best = {name: min(run[name] for run in runs) for name in runs[0]}
        rows.append({**best, "articles": size})
        shutil.rmtree(copy)
    return rows


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "recovery_site.settings"
    started = time.perf_counter()
    from recovery_site.wsgi import application  # noqa: PLC0415

    answer(application, ARTICLE)
    start = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    held = per_request(application, ARTICLE, 2000)
    rendered = per_request(application, CHECK_IN, 200, RESULT)
    print(json.dumps({"start_s": start, "memory_mib": memory, "held_us": held, "rendered_us": rendered}))


def per_request(application: Any, path: str, times: int, body: str = "") -> float:
    """Microseconds for a request inside the process: the median of ten turns."""
    turns = []
    for _ in range(10):
        started = time.perf_counter()
        for _ in range(times // 10):
            answer(application, path, body)
        turns.append((time.perf_counter() - started) / (times // 10) * 1e6)
    return median(turns)


def answer(application: Any, path: str, body: str = "") -> None:
    """Ask as a browser does; with a body, send it as a form."""
    environ = {
        "REQUEST_METHOD": "POST" if body else "GET",
        "CONTENT_TYPE": FORM if body else "",
        "CONTENT_LENGTH": str(len(body)),
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_ENCODING": "br",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body.encode()),
        "wsgi.errors": sys.stderr,
    }
    response = application(environ, lambda status, headers: None)
    b"".join(response)
    response.close()
