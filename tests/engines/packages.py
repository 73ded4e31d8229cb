"""Get the engines that the journeys are walked in, beside Chromium: Firefox and WebKitGTK.

As root on Debian, get what is missing. An engine that this machine cannot have is named in one line and is not looked at;
where `CI` is set that is exit status 1, because a machine that decides has to look in all of them.
"""

import os
import shutil
import sys

from tests.deploy.packages import get
from tests.engines.drivers import absent

PACKAGES = {"Firefox": {"firefox-esr"}, "WebKit": {"webkit2gtk-driver", "xvfb", "python3-gi", "gir1.2-webkit2-4.1"}}

if __name__ == "__main__":
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for engine in absent():
            get(PACKAGES[engine])
    if left := absent():
        said = "Not looked at here: " + ", ".join(f"{engine} ({missing})" for engine, missing in left.items())
        sys.exit(said) if os.environ.get("CI") else print(said)
