"""What comes with the program: where its rules and example companies lie, and the files of a new overlay."""

from pathlib import Path

from channelfit.language import Language


def built_in_rules() -> Path:
    """The folder of the built-in rulebook."""
    return _folder("rules")


def example_profiles() -> dict[str, Path]:
    """The profiles of example companies, by name."""
    return {path.stem: path for path in sorted(_folder("examples").glob("*.yaml"))}


def starter_texts(language: Language) -> dict[str, str]:
    """The files of a new overlay as they are, by path."""
    folder = Path(__file__).parent / "starter" / language
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))}


def _folder(name: str) -> Path:
    """A folder that is packed into the package, or lies beside `src` in a checkout."""
    packed = Path(__file__).parent / name
    return packed if packed.is_dir() else Path(__file__).parents[2] / name
