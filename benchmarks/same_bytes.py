"""Whether results are byte for byte what they were: `python benchmarks/same_bytes.py FILE [count]`, with `tests` on the path.

Writes one digest a result to FILE if it is not there: of every example and of so many drawn companies (2,000), every other one
with answers left out, in all forms and both languages. If FILE is there, says which results are other ones now, and ends with 1.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from random import Random

from channelfit.cli.app import Streams, run
from channelfit.files import load_rulebook
from channelfit.rulebook.model import QuestionType, Rulebook
from companies import draw_companies

EXAMPLES = Path(__file__).parents[1] / "examples"
FORMS: tuple[list[str], ...] = (["--format", "json"], ["--format", "markdown"], ["--format", "html"], ["--details"], [])
LANGUAGES = ("de", "en")


def printed(arguments: list[str], stdin: str = "") -> str:
    """The digest of all that a run prints, and of its exit code."""
    out, err = BytesIO(), BytesIO()
    streams = Streams(TextIOWrapper(BytesIO(stdin.encode())), TextIOWrapper(out), TextIOWrapper(err))
    code = run(arguments, streams)
    return hashlib.sha256(b"%d\n%s\n%s" % (code, out.getvalue(), err.getvalue())).hexdigest()[:16]


def of_examples() -> Iterator[tuple[str, str]]:
    """What every command that looks at one company says of the examples."""
    for path in sorted(EXAMPLES.glob("*.yaml")):
        for language in LANGUAGES:
            given = [f"examples/{path.name}", "--lang", language]
            for form in FORMS:
                yield f"advise {path.stem} {language} {form[-1:]}", printed(["advise", *given, *form])
            for form in ([], ["--format", "json"]):
                changed = ["compare", *given, "--set", "hours_per_week=9"]
                for command in (changed, ["explain", "linkedin", *given], ["profile", "check", *given]):
                    yield f"{command[0]} {path.stem} {language} {form[-1:]}", printed([*command, *form])
    for command in (["show"], ["check"], ["show", "linkedin"]):
        for language in LANGUAGES:
            yield f"rules {command} {language}", printed(["rules", *command, "--lang", language])


def of_companies(count: int) -> Iterator[tuple[str, str]]:
    """What is advised to drawn companies."""
    rulebook = load_rulebook()
    rng = Random(18)
    for number, company in enumerate(draw_companies(rulebook, count, seed=18)):
        answers = {id: as_written(rulebook, id, answer) for id, answer in company.answers.items()}
        if number % 2:
            left_out = [id for id in answers if id not in ("market", "goals") and rng.random() < rng.random()]
            answers = {id: answer for id, answer in answers.items() if id not in left_out}
        for form in FORMS:
            language = LANGUAGES[(number // 2) % 2]
            yield f"company {number} {form[-1:]}", printed(["advise", "--lang", language, *form], json.dumps(answers))


def as_written(rulebook: Rulebook, id: str, answer: object) -> object:
    """An answer as a profile in JSON has it."""
    if not isinstance(answer, tuple):
        return answer
    kind = rulebook.questions[id].type
    if kind is QuestionType.YES_NO:
        return answer == ("yes",)
    return answer[0] if kind is QuestionType.CHOICE and answer else list(answer)


def read_once() -> None:
    """All runs share the rulebook, which is no part of what is compared here."""
    keep = lru_cache(load_rulebook)
    for name, module in [*sys.modules.items()]:
        if name.startswith("channelfit.") and getattr(module, "load_rulebook", None) is load_rulebook:
            setattr(module, "load_rulebook", lambda folders=None: keep(tuple(folders) if folders else None))  # noqa: B010


def main() -> None:
    """Write, or compare."""
    file, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    read_once()
    found = dict([*of_examples(), *of_companies(count)])
    if not file.exists():
        file.write_text(json.dumps(found, indent=0))
        return
    before = json.loads(file.read_text())
    other = [name for name, digest in found.items() if before.get(name) != digest]
    print(*other, sep="\n")
    print(f"{len(found)} results, {len(other)} are other ones")
    sys.exit(bool(other))


if __name__ == "__main__":
    main()
