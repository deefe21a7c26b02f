"""Problems as text: where, what, the id, and the line with a caret. They are told before there is a rulebook to speak about."""

from collections.abc import Iterable

from channelfit.language import Language, Text
from channelfit.source.problem import MOST_SHOWN, Problem, Severity, describe
from channelfit.source.written import visible

_WIDTH = 100
_NOTICE = Text("Hinweis", "notice")
_MORE = Text("... und {count} weitere", "... and {count} more")


def render_problems(problems: Iterable[Problem], language: Language) -> str:
    """All problems, a blank line apart from their excerpts; beyond the first only how many more there are."""
    listed = list(problems)
    lines = [line for problem in listed[:MOST_SHOWN] for line in _render(problem, language)]
    if len(listed) > MOST_SHOWN:
        lines.append(_MORE.filled(language, count=len(listed) - MOST_SHOWN))
    return "".join(f"{line}\n" for line in lines)


def render_problems_as_junit(problems: Iterable[Problem], language: Language) -> str:
    """All problems as JUnit XML: a test each that could not be run."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    listed = list(problems)
    count = str(len(listed))
    suite = Element("testsuite", {"name": "channelfit", "tests": count, "failures": "0", "errors": count, "skipped": "0"})
    for problem in listed[:MOST_SHOWN]:
        first, *excerpt = _render(problem, language)
        case = SubElement(suite, "testcase", {"classname": visible(problem.mark.source.name), "name": problem.id})
        SubElement(case, "error", {"type": problem.id, "message": first}).text = "\n".join((first, *excerpt))
    indent(suite)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suite, encoding="unicode")}\n'


def _render(problem: Problem, language: Language) -> list[str]:
    mark = problem.mark
    kind = f"{_NOTICE.of(language)}: " if problem.severity is not Severity.ERROR else ""
    message = f"{kind}{visible(describe(problem, language))} [{problem.id}]"
    line = mark.source.line(mark.line)
    if not line.strip():
        origin = f"{mark.source.name}:{mark.line + 1}:{mark.column + 1}" if mark.source.text else mark.source.name
        return [f"{visible(origin)}: {message}"]
    # A long line is shown from a little before the mark.
    start = max(0, mark.column - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = visible(line[start : start + _WIDTH])
    before = visible(line[start : mark.column])
    length = max(1, min(mark.length, len(line) - mark.column, _WIDTH - len(before)))
    gutter = f"{mark.line + 1:>5} | "
    caret = " " * (len(gutter) - 2) + "| " + " " * len(before) + "^" + "~" * (length - 1)
    return [f"{visible(str(mark))}: {message}", gutter + shown, caret]
