"""What stands around the package: its metadata, and the workflow that checks every change."""

import re
import tomllib
from typing import Any

import pytest
import yaml

from conftest import HERE

CHECKOUT = HERE.parent
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
WORKFLOW = yaml.safe_load((CHECKOUT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
JOBS: dict[str, dict[str, Any]] = WORKFLOW["jobs"]
STEPS: list[dict[str, Any]] = [step for job in JOBS.values() for step in job["steps"]]


def long_description() -> str:
    """What a package index shows of the README."""
    hook = PROJECT["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]
    text = "".join(part.get("text") or (CHECKOUT / part["path"]).read_text(encoding="utf-8") for part in hook["fragments"])
    for change in hook["substitutions"]:
        text = re.sub(change["pattern"], change["replacement"], text)
    return text


def test_no_link_of_the_long_description_leads_nowhere() -> None:
    """Outside a checkout nothing is where a relative link leads; the path of each file is still told."""
    text = long_description()
    assert re.findall(r"\]\((?!https:)[^)]*\)", text) == []
    linked = re.findall(r"(?<!!)\[[^\]]*\]\((?!https:)([^)]*)\)", (CHECKOUT / "README.md").read_text(encoding="utf-8"))
    assert {path for path in linked if f"`{path}`" not in text} == set()
    assert "![" not in text
    assert "the source distribution" in text.splitlines()[-1]


def test_addresses_of_the_project_are_real() -> None:
    """There is none until there is a public one; then not of a place that exists for examples only."""
    for address in PROJECT["project"].get("urls", {}).values():
        assert re.fullmatch(r"https://(?!.*example\.)\S+", address)


def test_every_python_that_the_package_knows_is_checked() -> None:
    """From the oldest one required; classifiers and workflow name the same."""
    known = [line.rpartition(" ")[2] for line in PROJECT["project"]["classifiers"] if re.search(r":: 3\.\d+$", line)]
    assert JOBS["checks"]["strategy"]["matrix"]["python"] == known
    assert PROJECT["project"]["requires-python"] == f">={known[0]}"
    assert PROJECT["tool"]["mypy"]["python_version"] == known[0]


def test_the_workflow_may_do_no_more_than_read() -> None:
    """No token that writes, no secrets, no credentials left in the checkout, and nothing runs for ever."""
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert "secrets." not in str(WORKFLOW)
    for job in JOBS.values():
        assert "permissions" not in job
        assert job["timeout-minutes"] <= 60
    for step in STEPS:
        if str(step.get("uses")).startswith("actions/checkout@"):
            assert step["with"] == {"persist-credentials": False}


@pytest.mark.parametrize("action", [step["uses"] for step in STEPS if "uses" in step])
def test_actions_are_of_one_major_version(action: str) -> None:
    """Of the host itself, and no branch."""
    assert re.fullmatch(r"actions/[a-z-]+@v\d+", action)


def test_the_workflow_runs_what_is_there() -> None:
    """The checks of a change and their coverage on Linux; the wheel, which prints advice and passes the chosen tests, on the other systems."""
    commands = [step["run"] for step in STEPS if "run" in step]
    for path in re.findall(r"\S*[\w]/\S+\.\w+|\.ci/\w+", " ".join(commands)):
        assert "*" in path or (CHECKOUT / path).exists(), path
    assert commands[0] == "bash .ci/run"
    assert JOBS["coverage"]["steps"][-1] == {"run": "make coverage"}
    assert {"channelfit --version", "channelfit advise examples/machine-builder.yaml"} <= set(commands)
    assert JOBS["wheel"]["strategy"]["matrix"]["system"] == ["windows-latest", "macos-latest"]
    for job in JOBS.values():
        assert job["runs-on"] == "ubuntu-latest" or "matrix.system" in job["runs-on"]
