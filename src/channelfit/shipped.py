"""Where what comes with the program lies: its rules, example companies, and files to start from."""

from pathlib import Path

from channelfit.language import Language


def built_in_rules() -> Path:
    """The folder of the built-in rulebook."""
    return _folder("rules")


def example_profiles() -> dict[str, Path]:
    """The profiles of example companies, by name."""
    return {path.stem: path for path in sorted(_folder("examples").glob("*.yaml"))}


def starter_folder(language: Language) -> Path:
    """Where the files of a new overlay lie."""
    return Path(__file__).parent / "starter" / language


def _folder(name: str) -> Path:
    """A folder that is packed into the package, or lies beside `src` in a checkout."""
    packed = Path(__file__).parent / name
    return packed if packed.is_dir() else Path(__file__).parents[2] / name
