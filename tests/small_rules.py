"""Small rulebooks drawn at random, in which everything can be tried."""

from random import Random

from channelfit.rulebook.model import Rulebook
from conftest import SMALL, rulebook_of

QUESTIONS = SMALL["questions.yaml"].replace(
    "{id: backing, section: all,", "{id: backing, section: all, changeable: true,"
).replace("{id: hires, section: all,", "{id: hires, section: all, changeable: true,") + (
    "  - {id: money, section: all, type: number, min: 0, max: 20, changeable: true, text: {de: 'Geld?', en: 'Money?'}}\n"
    "  - {id: photos, section: all, type: yes_no, changeable: true, ask_when: {video: true}, text: {de: 'Fotos?', en: 'Photos?'}}\n"
)
TESTS = (
    "{video: true}",
    "{photos: true}",
    "{hires: {all_of: [young, old]}}",
    "{hires: {none_of: [old]}}",
    "{money: {at_least: 5}}",
    "{money: {above: 2, below: 9}}",
    "{hours_per_week: {at_most: 3}}",
    "{backing: [partly, 'no']}",
    "{any: [{video: false}, {money: {at_least: 7}}]}",
)


def random_rulebook(rng: Random) -> Rulebook:
    """The small rulebook with other questions and a few rules drawn at random; some split a goal, some have a companion."""
    rules = []
    for number, when in enumerate(rng.sample(TESTS, 6)):
        channels = {id: rng.choice(["2", "-2", "1.5", "{exclude: true}", "{recruiting: 3}"]) for id in rng.sample(
            ["alpha", "beta", "gamma", "upkeep"], 2
        )}  # fmt: skip
        given = ", ".join(f"{id}: {points}" for id, points in channels.items())
        rules.append(
            f"  - {{id: r{number}, criterion: means, when: {when}, channels: {{{given}}}, "
            "why: {de: w, en: w}, basis: judgement}\n"
        )
    # A share of the hours that leads to odd sums.
    readiness = SMALL["readiness.yaml"].replace("times: 0.5", "times: 0.7")
    files = {"questions.yaml": QUESTIONS, "readiness.yaml": readiness, "situations/random.yaml": "rules:\n" + "".join(rules)}
    if rng.random() < 0.5:
        files["goals.yaml"] = SMALL["goals.yaml"].replace("- id: recruiting\n", "- id: recruiting\n    split_by: hires\n")
    if rng.random() < 0.5:
        files["channels/beta.yaml"] = SMALL["channels/beta.yaml"].replace("serves:", "shares_work_with: {alpha: 0.75}\nserves:")
    return rulebook_of(files)
