"""Find the Chromium of the machine and start it; none is ever downloaded. `python tests/browser/chromium.py` says which."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

VARIABLE = "CHANNELFIT_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# No sandbox: containers have none. One process for drawing, and nothing fetched of its own accord: steady and silent.
ARGUMENTS = ["--no-sandbox", "--in-process-gpu", "--disable-background-networking"]
MISSING = f"no Chromium found: set {VARIABLE} to one, or install one of {', '.join(NAMES)}"


def find_chromium() -> str:
    """The program that the variable names, or else the first that is on the path; nothing if there is none."""
    wanted = os.environ.get(VARIABLE)
    found = [shutil.which(name) for name in ([wanted] if wanted else NAMES)]
    return next((path for path in found if path), "")


@contextmanager
def started() -> Iterator["Browser"]:
    """A browser that ends with the block. Ends the program if there is none."""
    from playwright.sync_api import sync_playwright  # Whoever only looks for a browser need not have it.

    path = find_chromium()
    if not path:
        sys.exit(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


if __name__ == "__main__":
    if not find_chromium():
        print(MISSING, file=sys.stderr)
        sys.exit(2)
    print(find_chromium())
