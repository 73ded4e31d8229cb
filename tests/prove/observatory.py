"""`make observatory`: the site behind TLS on this machine, scored with the MDN Observatory's rules. Needs node and openssl."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.prove.live import serve

TOOLS = Path("build/observatory")


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that nobody else trusts, and its key."""
    cert, key = folder / "cert.pem", folder / "key.pem"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*request, *names, "-out", cert, "-keyout", key], check=True, capture_output=True)
    return cert, key


def main() -> int:
    # The address decides whether HSTS is sent.
    os.environ["SITE_URL"] = "https://localhost"
    with tempfile.TemporaryDirectory() as name, serve(Path(name) / "site") as site:
        cert, key = certificate(Path(name))
        script = Path(__file__).with_suffix(".mjs")
        environment = {**os.environ, "NODE_EXTRA_CA_CERTS": str(cert)}
        command = ["node", str(script), str(site.port), str(cert), str(key)]
        return subprocess.run(command, cwd=TOOLS, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
