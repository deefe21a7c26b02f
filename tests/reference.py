"""The advice once more, by the formulas as they are written down: slow, plain, and by nothing that the program uses."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import ceil, floor
from typing import NamedTuple

from channelfit.rulebook.condition import All, Answer, Answers, AnyOf, Condition, Doubtful, Not, Test, questions_in
from channelfit.rulebook.model import Rulebook
from channelfit.rulebook.walk import asked_order

Options = tuple[str, ...]
AimKey = tuple[str, str]


class Choice(NamedTuple):
    """What was chosen, and the hours that the basics left."""

    basics: Options
    chosen: Options
    left: float


class Fit(NamedTuple):
    """A channel for an aim."""

    points: float
    fit: float
    counts: bool
    excluded: bool


def truth(condition: Condition, known: Answers) -> bool | None:
    match condition:
        case Not(part):
            found = truth(part, known)
            return None if found is None else not found
        case All(parts) | AnyOf(parts):
            parts_hold, decides = [truth(part, known) for part in parts], isinstance(condition, AnyOf)
            return decides if decides in parts_hold else None if None in parts_hold else not decides
        case Test():
            answer = known.get(condition.question)
            ways = () if answer is None else (answer.answer, ()) if isinstance(answer, Doubtful) else (answer,)
            several = [passes(condition, one) for one in ways]
            return several[0] if len(set(several)) == 1 else None


def passes(test: Test, answer: Answer) -> bool:
    options, number = test.options, test.number
    if isinstance(answer, tuple):
        named, first = len(options & set(answer)), bool(options & set(answer[:1]))
        passed = {"any_of": named > 0, "all_of": named == len(options), "none_of": named == 0, "first": first}
    else:
        passed = {"at_least": answer >= number, "at_most": answer <= number, "above": answer > number, "below": answer < number}
    return passed.get(test.operator.value, False)


def known_of(rulebook: Rulebook, given: Mapping[str, Answer]) -> Answers:
    """What rules may read: what does not apply, and the open part of nothing, counts as answered with nothing."""
    known: dict[str, Answer | Doubtful] = {}
    for question in asked_order(rulebook.questions):
        applies, answer = truth(question.ask_when, known), given.get(question.id)
        if applies is False or (answer is None and known.get(question.subset_of) == ()):
            known[question.id] = ()
        elif answer is not None:
            known[question.id] = answer if applies else Doubtful(answer, frozenset())
    return known


def options_in(answer: Answer | Doubtful | None) -> Options:
    """The options of an answer that certainly counts."""
    return answer if isinstance(answer, tuple) and not isinstance(answer, Doubtful) else ()


class Company:
    """What is worked out of answers before anything is chosen."""

    def __init__(self, rulebook: Rulebook, given: Mapping[str, Answer]) -> None:
        self.rulebook, self.settings, self.channels = rulebook, rulebook.settings, rulebook.channels
        self.given, self.known = given, known_of(rulebook, given)
        self.goals = options_in(given["goals"])
        total = sum(range(len(self.goals) + 1))
        self.goal_weights = {goal: (len(self.goals) - index) / total for index, goal in enumerate(self.goals)}
        self.weights, self.limits = dict[AimKey, float](), dict[AimKey, float]()
        self.fits: dict[str, dict[AimKey, Fit]] = {id: {} for id in sorted(rulebook.channels)}
        self.excluded_somewhere: set[str] = set()
        for goal in self.goals:
            question = rulebook.goals[goal].split_by
            named = options_in(self.known.get(question)) or ("",)
            for option in named:
                self.weights[goal, option] = self.goal_weights[goal] / len(named)
                self._see((goal, option), {**given, question: (option,)} if option else given)
        self.working = set(options_in(given.get("working_channels")))
        self.active = self.working | set(options_in(given.get("active_channels")))
        self.upkeep = {id for id, channel in rulebook.channels.items() if channel.upkeep}
        self.level, self.checks = self._readiness()

    def _see(self, key: AimKey, view: Mapping[str, Answer]) -> None:
        """One aim: its limit, what excludes, points and fits. Points are cut by criterion, and weighted."""
        goal, known = self.rulebook.goals[key[0]], known_of(self.rulebook, view)
        self.limits[key] = min([1.0, *(limit.at_most for limit in goal.limits if truth(limit.when, known))])
        others = sorted({self.rulebook.goals[other].split_by for other in self.goals} - {goal.split_by, ""})
        excluded, sums = set[str](), {id: dict[str, float]() for id in self.fits}
        for rule in self.rulebook.rules:
            holds = truth(rule.when, known)
            out = {id for id, effect in rule.effects.items() if effect.excludes}
            if out and self._excludes(rule.when, view, [question for question in others if question in questions_in(rule.when)]):
                excluded |= out
            for id in rule.effects.keys() & self.fits.keys() - out if holds else ():
                given, name = rule.effects[id].points.get(key[0], 0.0), rule.criterion.value
                sums[id][name] = sums[id].get(name, 0.0) + given
        self.excluded_somewhere |= excluded
        most = self.settings.max_criterion_points
        for id in self.fits:
            if (base := self.channels[id].serves.get(key[0])) is not None:
                cut = {name: max(-most, min(most, total)) for name, total in sums[id].items()}
                points = round(base + sum(self.settings.criterion_weights[name] * given for name, given in cut.items()), 9)
                fit = 0.0 if id in excluded else self.settings.top_fit / (1 + 2**-points)
                self.fits[id][key] = Fit(points, fit, id not in excluded and points >= self.settings.min_points, id in excluded)

    def _excludes(self, when: Condition, view: Mapping[str, Answer], others: Sequence[str]) -> bool:
        """Under every single option of the questions by which other goals are split."""
        known = known_of(self.rulebook, view)
        for index, question in enumerate(others):
            if named := options_in(known.get(question)):
                return all(self._excludes(when, {**view, question: (option,)}, others[index + 1 :]) for option in named)
        return truth(when, known) is True

    def _readiness(self) -> tuple[str, dict[str, str]]:
        """The level, and the status of each check that applies, or may."""
        checks: dict[str, str] = {}
        for check in self.rulebook.checks:
            met = truth(check.met_when, self.known)
            partly = truth(check.partly_when, self.known) if check.partly_when else False
            if truth(check.applies_when, self.known) is not False:
                checks[check.id] = "met" if met else "unknown" if None in (met, partly) else "partly" if partly else "unmet"
        blocked = any(check.blocking and checks.get(check.id) == "unmet" for check in self.rulebook.checks)
        return "not_yet" if blocked else "ready" if set(checks.values()) <= {"met"} else "conditional", checks

    def hours(self) -> float:
        """The hours that can be believed, rounded down to a quarter."""
        stated = self.given.get("hours_per_week", self.rulebook.questions["hours_per_week"].assume or 0.0)
        assert not isinstance(stated, tuple)
        rules = [rule for rule in self.rulebook.hours if truth(rule.when, self.known)]
        at_most = [stated * (rule.times or 0.0) if rule.at_most is None else rule.at_most for rule in rules]
        return floor(round(4 * min([stated, *at_most]), 9)) / 4

    def weighted(self, id: str, *, counting: bool) -> float:
        """The weighted fit of a channel: where it counts, or everywhere."""
        return round(sum(self.weights[key] * fit.fit for key, fit in self.fits[id].items() if fit.counts or not counting), 9)

    def covered(self, key: AimKey, some: Iterable[str]) -> float:
        """What a set covers of an aim: of those who reach the same people the best in full, each further one half."""
        alike: dict[str, list[float]] = {}
        for id in some:
            if (fit := self.fits[id].get(key)) and fit.counts:
                entering = fit.fit * (self.settings.upkeep_weight if id in self.upkeep else 1)
                alike.setdefault(self.channels[id].reaches or f"alone: {id}", []).append(entering)
        left = 1.0
        for fits in alike.values():
            for rank, entering in enumerate(sorted(fits, reverse=True)):
                left *= 1 - (entering / 2 if rank else entering)
        return self.limits[key] * (1 - left)

    def total(self, some: Sequence[str]) -> float:
        return sum(weight * self.covered(key, some) for key, weight in self.weights.items())

    def shared(self, id: str, some: Iterable[str]) -> tuple[float, str]:
        """The largest share whose partner is there, and the partner."""
        shares = self.channels[id].shares_work_with
        share, partner = min([(-shares[one], one) for one in some if shares.get(one, 0) > 0], default=(0.0, ""))
        return -share, partner

    def partner(self, id: str, some: Iterable[str]) -> str:
        share, partner = self.shared(id, some)
        return partner if share >= self.settings.companion_share else ""

    def needs(self, id: str, some: Iterable[str]) -> float:
        """The hours of a channel beside a set, up to a quarter."""
        return ceil(round(4 * self.channels[id].effort.hours_per_week * (1 - self.shared(id, some)[0]), 9)) / 4

    def hours_of(self, some: Sequence[str]) -> float:
        return sum(self.needs(id, some) for id in some)

    def price(self, some: Sequence[str]) -> float:
        return self.settings.focus_price * sum(1 - self.shared(id, some)[0] for id in some)

    def worth(self, basics: Sequence[str], some: Sequence[str]) -> float:
        return round(self.total((*basics, *some)) - self.price(some), 9)

    def fits_in(self, some: Sequence[str], hours: float, terms: tuple[int, int]) -> bool:
        fed = sum(1 for id in some if self.partner(id, some))
        return fed <= terms[1] and len(some) - fed <= terms[0] and self.hours_of(some) <= hours + 1e-9

    def choose(self, terms: tuple[int, int]) -> Choice:
        """Basics, then the best of all sets; as if there were fewer hours where that is better."""
        able = [id for id, fits in self.fits.items() if any(fit.counts for fit in fits.values())]
        ranked = sorted(set(able) & self.upkeep, key=lambda id: (-self.weighted(id, counting=True), id))
        stages = [id for id in able if id not in self.upkeep]
        found, hours = dict[Options, tuple[float, Choice]](), self.hours()
        sets = [some for size in range(sum(terms) + 1) for some in combinations(stages, size) if self.fits_in(some, hours, terms)]
        # Of sets that are worth the same: fewer channels, fewer hours, more that work, more in use, ids in order.
        use = {some: (-len(self.working & {*some}), -len(self.active & {*some}), some) for some in sets}
        ties = {some: (len(some), self.hours_of(some), *use[some]) for some in sets}
        while hours >= 0:
            taken, left = Options(), hours
            for id in ranked:
                needed = self.channels[id].effort.hours_per_week
                if len(taken) < self.settings.max_basics and needed <= left:
                    taken, left = (*taken, id), left - needed
            if taken not in found:
                best = min((-self.worth(taken, some), *ties[some]) for some in ties if self.fits_in(some, left, terms))
                found[taken] = -best[0], Choice(taken, best[-1], left)
            hours -= 0.25
        return max(found.values(), key=lambda pair: pair[0])[1]

    def terms(self, level: str, wished: int | None) -> tuple[int, int]:
        """Places and companions; who is not ready has few, and no companion."""
        places = self.settings.max_channels if wished is None else wished
        if level == "not_yet":
            return min(places, self.settings.not_ready_max_channels), 0
        return places, self.settings.max_companions if wished is None or wished > 1 else 0

    def printed(self, choice: Choice) -> dict[str, Options]:
        """The chosen channels as they are printed, with the goals that each is main for; a companion stands behind its partner."""
        leading = [id for id in choice.chosen if not self.partner(id, choice.chosen)]
        means = dict[tuple[str, str], float]()
        for goal in self.goals:
            count = len([key for key in self.weights if key[0] == goal])
            for id in leading:
                counting = [fit.fit for key, fit in self.fits[id].items() if key[0] == goal and fit.counts]
                means[id, goal] = round(sum(counting) / count, 9)
        best = {goal: max([means[id, goal] for id in leading], default=0.0) for goal in self.goals}
        main = {id: tuple(goal for goal in self.goals if means[id, goal] and means[id, goal] == best[goal]) for id in leading}
        lead = {id: min([self.goals.index(goal) for goal in main[id]], default=9) for id in leading}
        order = sorted(leading, key=lambda id: (lead[id], -round(self.adds(choice, id), 9), id))
        fed = {id: [one for one in choice.chosen if self.partner(one, choice.chosen) == id] for id in order}
        return {one: main.get(one, ()) for id in order for one in (id, *fed[id])}

    def adds(self, choice: Choice, id: str) -> float:
        others = [one for one in (*choice.basics, *choice.chosen) if one != id]
        return self.total([*others, id]) - self.total(others)

    def hours_to_use(self, choice: Choice) -> dict[str, float]:
        """What is left goes a quarter at a time and in turn to the channels as printed, up to their full hours less what is shared."""
        used = {id: self.needs(id, choice.chosen) for id in self.printed(choice)}
        left, before = choice.left - sum(used.values()), -1.0
        while left != before:
            before = left
            for id in used:
                effort, share = self.channels[id].effort, self.shared(id, choice.chosen)[0]
                full = floor(round(4 * (effort.full_hours or effort.hours_per_week) * (1 - share), 9)) / 4
                if left >= 0.25 and used[id] < full:
                    used[id], left = used[id] + 0.25, left - 0.25
        return used

    def substitute(self, choice: Choice, terms: tuple[int, int], id: str) -> str:
        """Who joins where a channel leaves with its companions: the highest worth; nobody for a companion."""
        rest = tuple(one for one in choice.chosen if one != id and self.partner(one, choice.chosen) != id)
        able = [
            (-self.worth(choice.basics, (*rest, one)), one)
            for one in self.fits.keys() - set(choice.chosen) - self.upkeep
            if self.fits_in((*rest, one), choice.left, terms) and round(self.adds(choice._replace(chosen=rest), one), 9) > 0
        ]
        return "" if self.partner(id, choice.chosen) else min(able, default=(0.0, ""))[1]

    def near_misses(self, choice: Choice) -> dict[str, str]:
        """What was not chosen and why, by what it adds, then by weighted fit; what cannot be chosen last."""
        found = {id: self.cause(choice, id) for id in self.fits.keys() - {*choice.basics, *choice.chosen}}
        ranked = {id: (-round(self.adds(choice, id), 9), -self.weighted(id, counting=False), id) for id in found}
        return {id: found[id] for id in sorted(found, key=lambda id: (found[id] in ("excluded", "does_not_serve"), ranked[id]))}

    def cause(self, choice: Choice, id: str) -> str:
        fits = self.fits[id].values()
        if id in self.excluded_somewhere and all(fit.excluded for fit in fits):
            return "excluded"
        if not any(fit.counts for fit in fits):
            return "too_weak" if fits else "does_not_serve"
        if not self.pays(choice, id):
            return "adds_too_little"
        is_full = id in self.upkeep and len(choice.basics) >= self.settings.max_basics
        return "cap" if is_full or self.hours_of((*choice.chosen, id)) <= choice.left + 1e-9 else "no_hours"

    def pays(self, choice: Choice, id: str) -> bool:
        price = 0.0 if id in self.upkeep else self.price((*choice.chosen, id)) - self.price(choice.chosen)
        return round(self.adds(choice, id) - price, 9) > 0

    def put_away(self, choice: Choice) -> tuple[Options, dict[str, str]]:
        """The channels in use that are parked, and those kept low; where it is open what works, held until that is answered."""
        parked, kept = list[str](), dict[str, str]()
        for id, why in self.near_misses(choice).items():
            aims = [fit for (goal, _), fit in self.fits[id].items() if goal in self.goals[: self.settings.keep_low_goals]]
            strong = any(fit.counts and fit.points >= self.settings.keep_low_points for fit in aims)
            own = self.channels[id].keeps_contacts in options_in(self.known.get("contacts"))
            merit = id in self.working | self.upkeep or strong or own or self.pays(choice, id)
            if id in self.active and why != "excluded" and (merit or "working_channels" not in self.given):
                kept[id] = "" if merit else "working_channels"
            elif id in self.active:
                parked.append(id)
        return (*parked, *(id for id in sorted(self.rulebook.disabled) if id in self.active)), kept
