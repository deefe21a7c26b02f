"""Write docs/reference.md from the schemas of the built-in rulebook."""

from pathlib import Path

from channelfit.files import load_rulebook
from channelfit.render.reference import render_reference

if __name__ == "__main__":
    page = Path(__file__).with_name("reference.md")
    page.write_text(render_reference(load_rulebook(), "en"), encoding="utf-8", newline="\n")
