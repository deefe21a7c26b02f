"""Write down the schemas of a release, which later ones are compared with: `python tests/schemas.py`, once at each release."""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from breaking import without_words
from channelfit.files import load_rulebook
from channelfit.language import Language
from channelfit.render.plain.results import RESULTS
from channelfit.ruletools.schema.whole import schema_of, whole_schema
from zoo import zoo_rulebook

RELEASES = Path(__file__).parent / "data" / "schemas"


def schemas_now() -> dict[str, Any]:
    """What is printed now, without its words: all formats, with the ids of a small rulebook that stays; and the built-in profile."""
    return {
        "formats.json": without_words(_plain(whole_schema(zoo_rulebook(), Language.EN, RESULTS))),
        "profile.json": without_words(_plain(schema_of("profile", load_rulebook(), Language.EN, RESULTS))),
    }


def _plain(schema: Any) -> Any:
    return json.loads(json.dumps(schema))


def written(schema: Any) -> str:
    """A schema as JSON, each part on a line of its own."""
    parts = ",\n".join(f"{json.dumps(name)}: {json.dumps(part)}" for name, part in schema["$defs"].items())
    head = {key: value for key, value in schema.items() if key != "$defs"}
    return f'{json.dumps(head)[:-1]}, "$defs": {{\n{parts}\n}}}}\n'


def last_release() -> Path:
    """The folder of the newest release that was written down."""
    return max(RELEASES.iterdir(), key=lambda folder: tuple(int(number) for number in folder.name.split(".")))


def main() -> None:
    """Write the schemas of this version."""
    folder = RELEASES / version("channelfit")
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas_now().items():
        (folder / name).write_text(written(schema), encoding="utf-8")


if __name__ == "__main__":
    main()
