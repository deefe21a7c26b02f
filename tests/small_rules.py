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


# Rules that tell groups of two goals apart, and exclude by either.
WILD_TESTS = (
    "{hires: young}",
    "{hires: {none_of: [old]}, ages: grey}",
    "{ages: {all_of: [green, grey]}}",
    "{any: [{ages: green}, {hires: old}]}",
    "{not: {hires: young}}",
    "{video: true}",
    "{photos: {none_of: ['yes']}}",
    "{hours_per_week: {above: 2, at_most: 5}}",
    "{goals: {first: image}}",
    "{working_channels: alpha}",
)
AGES = (
    "  - {id: ages, section: all, type: multi, text: {de: 'Alter?', en: 'Ages?'}, ask_when: {video: true},\n"
    "     options: {green: {de: grün, en: green}, grey: {de: grau, en: grey}}}\n"
    "  - {id: contacts, section: all, type: multi, text: {de: 'K?', en: 'C?'}, options: {mail: {de: Mail, en: mail}}}\n"
)


def wild_rulebook(rng: Random) -> Rulebook:
    """Goals split by two questions, one of which may not apply; exclusions that read both; channels that are alike, share work and
    reach the same people, entries to keep in order of several hours, and settings of all kinds."""
    files = {"questions.yaml": QUESTIONS + AGES}
    goals = SMALL["goals.yaml"]
    for goal, question in (("image", "ages"), ("recruiting", "hires"), ("sales", "ages")):
        if rng.random() < 0.7:
            goals = goals.replace(f"- id: {goal}\n", f"- id: {goal}\n    split_by: {question}\n")
    files["goals.yaml"] = goals
    ids = ["alpha", "beta", "gamma", "delta", "eta", "upkeep", "tidy"]
    for id in ids:
        text = SMALL["channels/upkeep.yaml" if id in ("upkeep", "tidy") else "channels/gamma.yaml"]
        text = text.replace("channel: gamma", f"channel: {id}").replace("channel: upkeep", f"channel: {id}")
        hours = rng.choice([0.25, 0.5, 1, 1, 2, 3.25])
        text = text.replace("hours_per_week: 1,", f"hours_per_week: {hours}, full_hours: {hours + rng.choice([0, 0.75, 2])},")
        text = text.replace("hours_per_week: 0.5,", f"hours_per_week: {hours},")
        served = rng.sample(["image", "recruiting", "sales"], rng.randint(1, 3))
        text = (
            text.partition("serves:")[0]
            + f"serves: {{{', '.join(f'{goal}: {rng.choice([0, 0.5, 1, 1, 2])}' for goal in served)}}}\n"
        )
        text += rng.choice(["", "reaches: feeds\n"]) + rng.choice(["", "", "keeps_contacts: mail\n"])
        if id in ("beta", "delta", "eta") and rng.random() < 0.6:
            files[f"shared {id}"] = rng.choice(["0.25", "0.5", "0.75"])
        plan = SMALL["channels/gamma.yaml"].partition("plan:")[2]
        files[f"channels/{id}.yaml"] = f"{text}plan:{plan}"
    for id, partner in (("beta", "alpha"), ("delta", "alpha"), ("eta", "gamma")):
        share = files.pop(f"shared {id}", None)
        own, other = (
            float(files[f"channels/{one}.yaml"].partition("hours_per_week: ")[2].partition(",")[0]) for one in (id, partner)
        )
        if share and float(share) * own < other:
            files[f"channels/{id}.yaml"] += f"shares_work_with: {{{partner}: {share}}}\n"
    rules = [
        f"  - {{id: r{number}, criterion: {rng.choice(['means', 'offer'])}, when: {when}, channels: {{{given}}}, "
        "why: {de: w, en: w}, basis: judgement}\n"
        for number, when in enumerate(rng.sample(WILD_TESTS, 7))
        for given in [", ".join(f"{id}: {rng.choice(['2', '-1', '0.5', '{exclude: true}', '3'])}" for id in rng.sample(ids, 3))]
    ]
    files["situations/general.yaml"] = "rules:\n" + "".join(rules)
    settings = f"focus_price: {rng.choice([0, 0.02, 0.04, 0.1])}, max_channels: {rng.choice([1, 2, 3])}, max_basics: {rng.choice([1, 2])}"
    extra = f", max_companions: {rng.choice([0, 1, 2])}, max_criterion_points: {rng.choice([2, 4])}, upkeep_weight: {rng.choice([0.3, 1])}"
    files["rulebook.yaml"] = SMALL["rulebook.yaml"] + f"settings: {{{settings}{extra}}}\n"
    return rulebook_of(files)
