"""Write anew what the docs say about the rules and the program: `python docs/generate.py`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from blocks import with_blocks
from channelfit.files import load_rulebook
from channelfit.rulefiles import read_rule_files
from channelfit.ruletools.cases import read_cases
from console import copy_checkout, run_command, with_output
from reference_page import reference_page

DOCS = Path(__file__).parent
CHECKOUT = DOCS.parent
# Commands run in a copy of the checkout, since some write files.
WITH_BLOCKS = DOCS / "method.md"
IN_COPY = (CHECKOUT / "README.md", DOCS / "usage.md", CHECKOUT / "CONTRIBUTING.md")
IN_EMPTY_FOLDER = DOCS / "rules.md"


def main() -> None:
    """Every page that says what follows from something else."""
    rulebook = load_rulebook()
    cases, _, _ = read_cases(read_rule_files(None)[0], rulebook)
    _write(DOCS / "reference.md", reference_page(rulebook))
    _write(WITH_BLOCKS, with_blocks(_read(WITH_BLOCKS), rulebook, cases))
    with TemporaryDirectory() as folder:
        _write(IN_EMPTY_FOLDER, with_output(_read(IN_EMPTY_FOLDER), Path(folder), run_command))
    for page in IN_COPY:
        with TemporaryDirectory() as folder:
            _write(page, with_output(_read(page), copy_checkout(CHECKOUT, Path(folder)), run_command))


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _write(page: Path, text: str) -> None:
    if text != _read(page):
        page.write_text(text, encoding="utf-8")
        print(f"{page.relative_to(CHECKOUT)}: written anew")


if __name__ == "__main__":
    main()
