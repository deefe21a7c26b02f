"""`channelfit advise`: a profile goes in, advice comes out."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from channelfit.advice.advise import advise
from channelfit.advice.model import Advice
from channelfit.cli.options import (
    Changes,
    Lang,
    MaxChannels,
    Output,
    Page,
    PageFormat,
    Rules,
    format_for,
    language,
)
from channelfit.cli.output import INTERRUPTED, MISSING, UNUSABLE, problems_reported, put, tell
from channelfit.cli.profiles import Origin, end_if_missing, is_terminal, origin_of, page_shape, read_profiles
from channelfit.files import drop_draft, keep_draft, load_rulebook, read_draft, read_logo, write_text
from channelfit.language import Language
from channelfit.profile import Profile
from channelfit.render.forms.data import render_json
from channelfit.render.plain.advice import advice_as_plain
from channelfit.rulebook.logo import Logo
from channelfit.rulebook.model import Rulebook

if TYPE_CHECKING:
    from channelfit.cli.ask.lead import Screen


def advise_command(
    profile: Annotated[str | None, typer.Argument(metavar="[PROFILE]", help="A YAML profile, or - for stdin.")] = None,
    changes: Changes = [],  # noqa: B006 (typer wants a list)
    rules: Rules = None,
    lang: Lang = None,
    max_channels: MaxChannels = None,
    ask: Annotated[bool, typer.Option("--ask", help="Ask in the terminal for what the profile leaves open.")] = False,
    format: Page = None,
    output: Output = None,
    plain: Annotated[bool, typer.Option("--plain", help="Ask line by line, with numbered choices.")] = False,
    save: Annotated[Path | None, typer.Option("--save", metavar="FILE", help="Write the answers as a commented profile.")] = None,
) -> None:
    """Which few channels to focus on, and why.

    Reads a profile from a file or a pipe; without either it asks in the terminal. Several YAML documents give several
    results.
    """
    with problems_reported(language(lang)):
        shape = format_for(format, output, PageFormat)
        rulebook = load_rulebook(rules)
        # What cannot be read must be known before anybody is asked.
        logo = read_logo(rulebook) if shape is PageFormat.HTML else None
        profiles = read_profiles(rulebook, profile, changes, ask=ask)
        wishes = [language(lang, one.language, rulebook=rulebook) for one in profiles]
        asked = ask or origin_of(profile, changes) is Origin.INTERVIEW
        if asked:
            profiles = _interviewed(rulebook, profiles, wishes, plain=plain, fresh=profile is None and not changes)
        end_if_missing(rulebook, profiles, wishes, shape)
        if save is not None:
            _save(rulebook, profiles, wishes, save)
        results = [advise(rulebook, one, max_channels=max_channels) for one in profiles]
        put(_rendered(results, wishes, shape, logo, to_file=output is not None), str(output) if output else None)
        if asked:
            drop_draft()
            _tell_command(rulebook, profiles[0], wishes[0], save, _options(rules, lang, max_channels))


def _interviewed(
    rulebook: Rulebook, profiles: list[Profile], wishes: list[Language], *, plain: bool, fresh: bool
) -> list[Profile]:
    """The profile after the interview; a fresh one may go on with the answers of one that was interrupted."""
    if len(profiles) != 1:
        tell("--ask: several profiles cannot be asked for at once; expected one document\n")
        raise typer.Exit(UNUSABLE)
    if not is_terminal():
        tell("--ask: no terminal to ask in; answer with --set question=answer or a profile\n")
        raise typer.Exit(MISSING)
    from channelfit.cli.ask.lead import Interrupted, lead, word
    from channelfit.render.reports.profile_text import render_profile

    [profile], [wish] = profiles, wishes
    answers = [len(profile.answers)]

    def keep(one: Profile) -> None:
        answers[0] = len(one.answers)
        keep_draft(render_profile(one, rulebook))

    try:
        led = lead(rulebook, profile, wish, _asker(wish, plain=plain), keep, resumable=read_draft(rulebook) if fresh else None)
    except Interrupted:
        key = {0: "kept_none", 1: "kept_one"}.get(answers[0], "kept")
        tell(f"\n{word(key, wish, count=answers[0])}\n")
        raise typer.Exit(INTERRUPTED) from None
    return [led]


def _asker(language: Language, *, plain: bool) -> "Screen":
    if plain or os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        from channelfit.cli.ask.lines import Lines

        return Lines(language)
    from channelfit.cli.ask.screen import Prompts

    return Prompts(language)


def _save(rulebook: Rulebook, profiles: list[Profile], wishes: list[Language], path: Path) -> None:
    from channelfit.render.reports.profile_text import render_filled_profile

    texts = [render_filled_profile(one, rulebook, wish) for one, wish in zip(profiles, wishes, strict=True)]
    write_text(str(path), "---\n".join(texts))


def _options(rules: list[Path] | None, lang: Language | None, most: int | None) -> list[str]:
    """The options that the same advice takes again."""
    folders = [part for folder in rules or () for part in ("--rules", str(folder))]
    limit = [] if most is None else ["--max-channels", f"{most}"]
    return [*folders, *(["--lang", lang.value] if lang else []), *limit]


def _tell_command(rulebook: Rulebook, profile: Profile, language: Language, saved: Path | None, options: list[str]) -> None:
    from channelfit.cli.ask.lead import repeating_command, word

    command = repeating_command(profile, rulebook, str(saved) if saved else None, options)
    tell(f"\n{word('repeat', language)}\n  {command}\n")


def _rendered(results: list[Advice], wishes: list[Language], format: PageFormat, logo: Logo | None, *, to_file: bool) -> str:
    # What it needs takes a while to import; whoever has not answered enough should not wait for it.
    from channelfit.advice.certainty import certainty_of

    several = len(results) > 1
    all_of = [(advice, certainty_of(advice), wish) for advice, wish in zip(results, wishes, strict=True)]
    if format is PageFormat.JSON:
        return "".join(render_json(advice_as_plain(*one), compact=several) for one in all_of)
    if format in (PageFormat.HTML, PageFormat.MARKDOWN):
        from channelfit.render.brief.page import brief_of

        briefs = [brief_of(*one) for one in all_of]
        if format is PageFormat.HTML:
            from channelfit.render.forms.html import render_html

            return render_html(briefs, results[0].rulebook.house, logo)
        from channelfit.render.forms.markdown import render_brief

        return "\n---\n\n".join(render_brief(one) for one in briefs)
    from channelfit.render.reports.advice import render_terminal

    width, colour = page_shape(to_file=to_file)
    pages = [render_terminal(*one, width=width, colour=colour) for one in all_of]
    return f"\n{'─' * min(width, 80)}\n\n".join(pages)
