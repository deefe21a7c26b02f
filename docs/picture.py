"""Take the picture of the README anew, `docs/page.png`: `make picture`."""

import io
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from browser.chromium import started

PICTURE = Path(__file__).with_name("page.png")
EXAMPLE = Path(__file__).parents[1] / "examples" / "software-startup.yaml"
# Two fifths more dots than the page is wide: sharp on fine screens, and still a small file.
WIDTH, HEIGHT, SHARPNESS = 900, 1600, 1.4
# The picture ends a little below the box to sign.
LAST, MARGIN = ".s-decision", 12
COLOURS, ROUNDS = 32, 5
MOST_BYTES = 120_000


def taken(page: Path) -> bytes:
    """The top of a page as it looks on a screen."""
    with started() as browser:
        shown = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SHARPNESS)
        shown.goto(page.as_uri())
        bottom: int = shown.locator(LAST).evaluate("section => Math.ceil(section.getBoundingClientRect().bottom)")
        picture: bytes = shown.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": bottom + MARGIN})
        return picture


def reduced(picture: bytes) -> bytes:
    """The picture with few colours: those that cover most of it, moved to where most of it is."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    few = image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, ROUNDS, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def main() -> None:
    """Advise, look, and keep what is seen; a picture that is too large for a README is refused."""
    with TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        advise = [sys.executable, "-m", "channelfit", "advise", str(EXAMPLE), "--lang", "en", "--output", str(page)]
        subprocess.run(advise, check=True)
        picture = reduced(taken(page))
    if len(picture) > MOST_BYTES:
        sys.exit(f"{PICTURE.name} would have {len(picture)} bytes, expected at most {MOST_BYTES}")
    PICTURE.write_bytes(picture)
    print(f"{PICTURE.name}: {len(picture)} bytes")


if __name__ == "__main__":
    main()
