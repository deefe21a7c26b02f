"""The program and its system: languages and rules of the environment, files that are refused, streams that are closed or full."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run, plain_environment, write_folder

PROFILE = "market: b2b\ngoals: [image]\n"


# --- the language ---


@pytest.mark.parametrize("said", ["de", "DE", "de_DE.UTF-8", "de_AT", "de-CH", " de ", "de@euro"])
def test_a_language_is_understood_in_every_notation(run: Run, small_folder: Path, said: str) -> None:
    """As an option, in the variable, and as the system has it."""
    command = ("advise", "--rules", small_folder)
    expected = run(*command, "--lang", "de", stdin=PROFILE)
    assert "Konzentrieren" in expected.out
    assert run(*command, "--lang", said, stdin=PROFILE) == expected
    assert run(*command, stdin=PROFILE, env={"CHANNELFIT_LANG": said}) == expected
    assert run(*command, stdin=PROFILE, env={"LANG": said}) == expected


@pytest.mark.parametrize("said", ["dänisch", "germanic", "fr", "fr_FR.UTF-8", "d"])
def test_a_language_that_there_is_not_is_an_error_that_names_the_variable(run: Run, small_folder: Path, said: str) -> None:
    """It was English without a word; whoever says `--lang`, or has a profile that does, does not need the variable."""
    wrong = {"CHANNELFIT_LANG": said}
    for command in ("advise", "--rules", small_folder), ("profile", "new"), ("rules", "check"):
        ran = run(*command, stdin=PROFILE, env=wrong)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"CHANNELFIT_LANG:1:1: unknown language `{said}`; expected any of de, en [unknown-language]\n")
    assert run("advise", "--rules", small_folder, "--lang", "de", stdin=PROFILE, env=wrong).code == 0
    assert run("advise", "--rules", small_folder, "--lang", said, stdin=PROFILE).code == 2


def test_a_system_in_another_language_is_no_error(run: Run, small_folder: Path) -> None:
    """Nobody chose that for this program, so it is English."""
    for said in ("fr_FR.UTF-8", "C", "POSIX", "dansk"):
        assert "Concentrate" in run("advise", "--rules", small_folder, stdin=PROFILE, env={"LANG": said}).out


# --- rules that are not there ---


def test_a_file_is_no_folder_of_rules(run: Run, tmp_path: Path) -> None:
    """It was told not to be there."""
    (tmp_path / "p.yaml").write_text(PROFILE, encoding="utf-8")
    said = "p.yaml: `p.yaml` is a file; expected a folder with `rulebook.yaml` [not-a-folder]\n"
    for command in ("advise", "p.yaml", "--rules", "p.yaml"), ("rules", "check", "p.yaml"):
        assert (run(*command).code, run(*command).err) == (2, said)
    german = run("rules", "check", "p.yaml", "--lang", "de").err
    assert german == "p.yaml: `p.yaml` ist eine Datei; erwartet wird ein Ordner mit `rulebook.yaml` [not-a-folder]\n"
    assert (
        run("rules", "check", "p.yaml/deeper").err == "p.yaml/deeper: there is no file or folder `p.yaml/deeper` [no-such-file]\n"
    )


def test_rules_of_the_environment_are_named_with_the_variable(run: Run, tmp_path: Path) -> None:
    """Nobody sees in a command where such a path comes from."""
    (tmp_path / "p.yaml").write_text(PROFILE, encoding="utf-8")
    for folder, id in (("nowhere", "no-such-file"), ("p.yaml", "not-a-folder")):
        ran = run("advise", "p.yaml", env={"CHANNELFIT_RULES": folder})
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("CHANNELFIT_RULES: ")
        assert f"[{id}]" in ran.err
    assert run("advise", "p.yaml", "--rules", "channelfit", env={"CHANNELFIT_RULES": "nowhere"}).code == 0


@pytest.mark.parametrize("command", ["check", "test"])
def test_rules_of_the_environment_are_those_that_are_checked(run: Run, small_folder: Path, command: str) -> None:
    """Whoever set them and hears that all is well must be able to believe it; a folder that is named comes before them."""
    other = run("rules", command, small_folder).out
    assert run("rules", command, env={"CHANNELFIT_RULES": str(small_folder)}).out == other
    assert run("rules", command, small_folder, env={"CHANNELFIT_RULES": "nowhere"}).out == other
    ran = run("rules", command, env={"CHANNELFIT_RULES": "nowhere"})
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("CHANNELFIT_RULES: ")


@pytest.mark.parametrize("command", [("rules", "check"), ("advise", "--rules"), ("rules", "init", "new", "--rules")])
def test_a_folder_that_the_system_does_not_let_in_is_a_problem(run: Run, command: tuple[str, ...]) -> None:
    """Not a traceback. A name that is too long is refused to everybody, a folder without rights to some."""
    ran = run(*command, "n" * 300)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("cannot be read: File name too long [not-readable]\n")


def test_what_rules_build_on_may_lead_in_a_circle(run: Run, tmp_path: Path) -> None:
    """Of links: that is said where it is built on."""
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "my").mkdir()
    (tmp_path / "my" / "rulebook.yaml").write_text("schema: 1\nid: my\nversion: 1\nextends: ../a\n", encoding="utf-8")
    ran = run("rules", "check", "my")
    assert ran.code == 2
    assert "my/rulebook.yaml:4:10: `a` cannot be read: Too many levels of symbolic links [not-readable]" in ran.err
    assert "Too many levels of symbolic links [not-readable]" in run("rules", "check", "a").err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_among_rule_files_keeps_nobody_waiting(run: Run, small_folder: Path) -> None:
    """It is no rule file; a profile may be one, since shells make them: `advise <(...)`."""
    os.mkfifo(small_folder / "channels" / "pipe.yaml")
    ran = run("rules", "check", small_folder)
    assert ran.code == 1
    assert "pipe.yaml` cannot be read: it is no ordinary file [not-readable]" in ran.err


# --- what the system says ---


def test_the_system_speaks_german_in_a_german_message(run: Run, tmp_path: Path) -> None:
    """The common ones: folder, missing folder, name, links; in English they are as the system has them."""
    (tmp_path / "p.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "d").mkdir()
    (tmp_path / "a").symlink_to("a")
    for command, german, english in (
        (("advise", "d"), "`d` kann nicht gelesen werden: das ist ein Ordner", "Is a directory"),
        (("advise", "p.yaml", "--output", "d"), "`d` kann nicht geschrieben werden: das ist ein Ordner", "Is a directory"),
        (
            ("advise", "p.yaml", "--output", "no/x.html"),
            "`no/x.html` kann nicht geschrieben werden: diese Datei oder diesen Ordner gibt es nicht",
            "No such file or directory",
        ),
        (("advise", "a"), "`a` kann nicht gelesen werden: zu viele symbolische Verweise hintereinander", "symbolic links"),
        (("advise", "p.yaml/x"), "`p.yaml/x` kann nicht gelesen werden: ein Teil des Pfads ist kein Ordner", "Not a directory"),
        (
            ("advise", "p.yaml", "--output", "n" * 300),
            "kann nicht geschrieben werden: der Name ist zu lang",
            "File name too long",
        ),
    ):
        ran = run(*command, "--lang", "de")
        assert (ran.code, ran.out) == (2, "")
        assert f"{german} [not-" in ran.err
        assert f"{english} [not-" in run(*command, "--lang", "en").err


# --- suggestions ---


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("twitter", "x"),
        ("google", "google_business"),
        ("nebenan", "nextdoor"),
        ("nebenan.de", "nextdoor"),
        ("website", "blog"),
        ("Fecebook", "facebook"),
        ("Indeed", "job_portals"),
        ("stepstone", "job_portals"),
        ("homepage", "blog"),
        ("email", "newsletter"),
    ],
)
def test_a_word_in_the_name_of_an_option_means_that_option(run: Run, found: str, meant: str) -> None:
    """Twitter is X, whatever `twitch` looks like, and Indeed what it is said to be part of: in profiles, `--set` and `explain`."""
    told = run("profile", "check", "-", stdin=f"{PROFILE}active_channels: [{found}]\n").err
    assert f"`active_channels` has no option `{found}`; did you mean `{meant}`? [unknown-option]" in told
    told = run("advise", "--set", f"active_channels={found}", stdin=PROFILE).err
    assert f"did you mean `{meant}`? [unknown-option]" in told
    told = run("explain", found, "-", stdin=PROFILE).err
    assert f"unknown channel `{found}`; did you mean `{meant}`? [unknown-channel]" in told


@pytest.mark.parametrize(("language", "said"), [("de", "ist ein Kanal; erwartet"), ("en", "is a channel; expected")])
def test_a_channel_where_a_profile_is_expected_is_said_to_be_one(run: Run, tmp_path: Path, language: str, said: str) -> None:
    """With the command that explains it, by its name too; a file of that name is read as any other."""
    for command in (("advise",), ("explain", "xing")):
        ended = run(*command, "LinkedIn", "--lang", language)
        assert f"LinkedIn: `LinkedIn` {said}" in ended.err
        assert "`channelfit explain linkedin`? [channel-not-profile]" in ended.err
        assert ended.code == 2
    (tmp_path / "LinkedIn").write_text(PROFILE, encoding="utf-8")
    assert run("advise", "LinkedIn").code == 0


def test_those_who_write_rules_are_told_by_name_too(run: Run, tmp_path: Path) -> None:
    """In rules across channels, in cases, and when looking something up."""
    write_folder(
        tmp_path / "my",
        {
            "rulebook.yaml": "schema: 1\nid: my\nversion: 1\nextends: channelfit\n",
            "situations/x.yaml": "rules:\n  - {id: y, criterion: market, when: {market: b2b}, channels: {twitter: 1}, basis: judgement,\n"
            "     why: {de: Darum., en: So.}}\n",
        },
    )
    assert "unknown channel `twitter`; did you mean `x`? [unknown-channel]" in run("rules", "check", "my").err
    write_folder(
        tmp_path / "my",
        {
            "situations/x.yaml": "rules: []\n",
            "tests/z.yaml": "cases:\n  - {id: z, profile: {market: b2b, goals: image}, expect: {recommended: {includes: [google]}}}\n",
        },
    )
    assert "unknown channel `google`; did you mean `google_business`? [unknown-channel]" in run("rules", "test", "my").err
    assert run("rules", "show", "twitter").err == "nothing found for `twitter`; did you mean `x`?\n"


@pytest.mark.parametrize(("found", "meant"), [("Branche", "industry"), ("marekt", "market")])
def test_a_question_is_known_by_its_name_too(run: Run, found: str, meant: str) -> None:
    """Who writes German keys hears which one is meant."""
    told = run("profile", "check", "-", stdin=f"{PROFILE}{found}: x\n").err
    assert f"unknown question `{found}`; did you mean `{meant}`? [unknown-question]" in told


# --- streams ---


def shell(command: str, folder: Path) -> tuple[int, str]:
    """How a command of the shell ends, and what it says on standard error."""
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m channelfit {command}"],
        capture_output=True,
        check=False,
        cwd=folder,
        text=True,
        env=plain_environment(None),
        timeout=60,
    )
    return done.returncode, done.stderr


ON_STDOUT = ("--version", "--help", "advise --help", "profile check p.yaml", "advise p.yaml", "profile new")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("command", ON_STDOUT)
def test_a_full_disk_ends_every_command_with_one_line(tmp_path: Path, command: str) -> None:
    """Version and help too; no traceback, exit 2."""
    (tmp_path / "p.yaml").write_text(PROFILE, encoding="utf-8")
    said = "<stdout>: `<stdout>` cannot be written: No space left on device [not-writable]\n"
    assert shell(f"{command} > /dev/full", tmp_path) == (2, said)


@pytest.mark.slow
@pytest.mark.parametrize("command", ON_STDOUT)
def test_a_closed_standard_output_ends_every_command_with_one_line(tmp_path: Path, command: str) -> None:
    """As for a full disk."""
    (tmp_path / "p.yaml").write_text(PROFILE, encoding="utf-8")
    said = "<stdout>: `<stdout>` cannot be written: Bad file descriptor [not-writable]\n"
    assert shell(f"{command} >&-", tmp_path) == (2, said)


def test_a_closed_standard_error_hides_messages_only(tmp_path: Path) -> None:
    """The code still says what happened."""
    (tmp_path / "p.yaml").write_text(PROFILE, encoding="utf-8")
    assert shell("advise p.yaml 2>&-", tmp_path)[0] == 0
    assert shell("advise no.yaml 2>&-", tmp_path)[0] == 2


@pytest.mark.slow
@pytest.mark.parametrize("command", ["--help", "advise --help", "--version", "advise p.yaml"])
def test_a_reader_who_has_gone_ends_every_command_quietly(tmp_path: Path, command: str) -> None:
    """Help and version too: exit 0, nothing on standard error."""
    (tmp_path / "p.yaml").write_text(PROFILE, encoding="utf-8")
    program = f"{sys.executable} -m channelfit {command}"
    done = subprocess.run(
        ["sh", "-c", f"(sleep 0.5; {program}; echo $? >&2) | true"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        text=True,
        env=plain_environment(None),
        timeout=60,
    )
    assert done.stderr == "0\n"


def test_a_folder_that_no_command_expected_to_be_closed_is_told(run: Run) -> None:
    """With its name and in one line, whatever was to be read there: here profiles to advise under two rulebooks."""
    ran = run("rules", "diff", "channelfit", "channelfit", "--sample", "0", "--profiles", "n" * 300)
    assert ran.code == 2
    assert ran.err.endswith("cannot be read: File name too long [not-readable]\n")
