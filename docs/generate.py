"""Write docs/reference.md anew: `python docs/generate.py`."""

from pathlib import Path

from channelfit.files import load_rulebook
from reference_page import reference_page

Path(__file__).with_name("reference.md").write_text(reference_page(load_rulebook()), encoding="utf-8")
