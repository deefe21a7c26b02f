"""Templates are compiled once, as modules are."""

from pathlib import Path

import pytest
from jinja2 import Environment

from channelfit.render.forms import html


def test_a_template_is_compiled_again_when_it_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of it lies beside it, and holds as long as the file does."""
    monkeypatch.setattr(html, "_TEMPLATES", f"{tmp_path}/")
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    template = tmp_path / "hello.html"
    template.write_text("Hello {{ name }}.", encoding="utf-8")
    shown = [filled(), filled()]
    assert len([*tmp_path.rglob("*.pyc")]) == 1
    template.write_text("Good day, {{ name }}.", encoding="utf-8")
    assert [*shown, filled()] == ["Hello you.", "Hello you.", "Good day, you."]


def test_a_folder_that_cannot_be_written_to_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept, and the page is the same."""
    monkeypatch.setattr(html, "_TEMPLATES", f"{tmp_path}/")
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    (tmp_path / "hello.html").write_text("Hello {{ name }}.", encoding="utf-8")
    # A file stands where the folder would be.
    (tmp_path / "__pycache__").write_text("", encoding="utf-8")
    assert [filled(), filled()] == ["Hello you.", "Hello you."]


def test_no_two_templates_take_the_same_place() -> None:
    """What is kept of them goes by the name without its ending."""
    names = [path.stem for path in Path(html._TEMPLATES).iterdir() if path.is_file()]
    assert len(names) == len(set(names))


def filled() -> str:
    """The template as another run has it."""
    return Environment(loader=html._Templates(), autoescape=True).get_template("hello.html").render(name="you")
