"""Speak to one reader: their language, the rulebook whose texts they read, and the answers that stand in them."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence

from channelfit import language as written
from channelfit.advice.fit import Reason
from channelfit.advice.model import GoalCoverage
from channelfit.language import AND, YES_NO, Case, Counted, Language, Text, capital, euros_in, with_article
from channelfit.profile import Profile
from channelfit.rulebook.condition import Answer
from channelfit.rulebook.model import COUNTRIES, Channel, Currency, Question, QuestionType, Rulebook
from channelfit.rulebook.money import EURO, currency_of, unit_of
from channelfit.rulebook.words import in_other_words
from channelfit.typed import NamedTuple

NONE_OF_THEM = Text("nichts davon", "none of these")
STILL_OPEN = Text("noch offen", "still open")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Voice(NamedTuple):
    """Who is spoken to, and about what. Without a profile every answer is open."""

    language: Language
    rulebook: Rulebook
    profile: Profile = Profile(answers={})

    def say(self, wording: Text, **parts: str) -> str:
        """A text of ours in the language, with its `{parts}` filled in, or one of the rulebook in the words of the company."""
        return wording.filled(self.language, **parts) if parts else self._worded(wording)

    def quote(self, text: Text) -> str:
        """A text in the language, word by word: what others have said."""
        return text.of(self.language)

    def _worded(self, text: Text) -> str:
        return in_other_words(text.of(self.language), self.rulebook, self.profile.answers, self.language)

    def fill(self, text: Text, instead: Mapping[str, Answer] | None = None) -> str:
        """A text of the rulebook with the answers in place of `{question}`, or what is said instead of some."""
        answers = {**self.profile.answers, **(instead or {})}
        return _PLACEHOLDER.sub(lambda found: self._filled(found[1], answers), self._worded(text))

    def _filled(self, placeholder: str, answers: Mapping[str, Answer]) -> str:
        euros = euros_in(placeholder)
        if euros is None:
            return self.answer(placeholder, answers.get(placeholder))
        return self.euros(euros if self.currency == EURO else float(f"{euros * self.currency.rate:.2g}") / self.currency.rate)

    def why(self, reason: Reason) -> str:
        """Why a rule holds. A question that splits a goal stands for the groups for which it holds, in the order given."""
        groups: dict[str, set[str]] = {}
        for goal, options in reason.segments.items():
            groups.setdefault(self.rulebook.goals[goal].split_by, set()).update(options)
        return self.fill(reason.rule.why, {question: self._answered(question, options) for question, options in groups.items()})

    def why_limited(self, covered: GoalCoverage) -> str:
        """Why channels cannot do more for a goal, with the groups for which that is so; nothing without a limit."""
        if covered.limited_by is None:
            return ""
        groups = [option for option, segment in covered.segments.items() if option and segment.limited_by is covered.limited_by]
        return self.fill(covered.limited_by.why, {covered.split_by: self._answered(covered.split_by, groups)})

    def _answered(self, question: str, among: Container[str]) -> tuple[str, ...]:
        answer = self.profile.answers.get(question)
        return tuple(option for option in answer if option in among) if isinstance(answer, tuple) else ()

    def answer(self, question: str, answer: Answer | None) -> str:
        """An answer in words."""
        if answer is None:
            return self.say(STILL_OPEN)
        asked = self.rulebook.questions[question]
        if not isinstance(answer, tuple):
            return self.measured(asked, answer)
        if not answer:
            return self.say(NONE_OF_THEM)
        return ", ".join(self.option(question, option) for option in answer)

    def option(self, question: str, option: str) -> str:
        """An option in words."""
        asked = self.rulebook.questions[question]
        if asked.type is QuestionType.YES_NO:
            return self.say(YES_NO[option])
        return self.say(asked.options[option])

    def channel(self, id: str) -> str:
        """The name of a channel, one that is disabled too."""
        return self.say(self._channel(id).name)

    def channels(self, ids: Sequence[str]) -> str:
        """The names of channels in a sentence."""
        return self.listed([self.channel(id) for id in ids])

    def channels_first(self, ids: Sequence[str]) -> str:
        """The names of channels where a line begins: with a capital letter, unless it is a name that is the same everywhere."""
        names = self.channels(ids)
        return names if len(set(self._channel(ids[0]).name)) == 1 else capital(names)

    def named(self, id: str, case: Case | None = Case.NOMINATIVE) -> str:
        """The name of a channel within a sentence, with its article in a case; without a case as in a list."""
        channel = self._channel(id)
        return with_article(self.say(channel.name), channel.article.of(self.language), case) if case else self.say(channel.name)

    def all_named(self, ids: Sequence[str], case: Case | None = Case.NOMINATIVE) -> str:
        """The names of channels within a sentence, with their articles in a case."""
        return self.listed([self.named(id, case) for id in ids])

    def of_channels(self, wording: Counted, ids: Sequence[str], **parts: str) -> str:
        """A wording in which channels are the subject, `{names}`; several, or one whose name is a plural, take its plural."""
        return self.say(self.number_of(wording, ids), **{"names": self.all_named(ids), **parts})

    def of_channels_first(self, wording: Counted, ids: Sequence[str], **parts: str) -> str:
        """The same where the names begin a sentence."""
        names = self.all_named(ids)
        first = self._channel(ids[0])
        alike = len(set(first.name)) == 1 and not first.article.of(self.language)
        return self.say(self.number_of(wording, ids), names=names if alike else capital(names), **parts)

    def number_of(self, wording: Counted, ids: Sequence[str]) -> Text:
        """The form of a wording that goes with channels: the plural for several, or for one whose name is a plural."""
        return wording.many if len(ids) > 1 or self.language in self._channel(ids[0]).plural else wording.one

    def _channel(self, id: str) -> Channel:
        return self.rulebook.channels.get(id) or self.rulebook.disabled[id]

    def goal(self, id: str) -> str:
        """The name of a goal."""
        return self.say(self.rulebook.goals[id].name)

    def goal_label(self, id: str) -> str:
        """The name of a goal in a word, if it has one."""
        goal = self.rulebook.goals[id]
        return self.say(goal.label if any(goal.label) else goal.name)

    def listed(self, names: Sequence[str], last: Text = AND) -> str:
        """Names in a sentence: "A, B and C", or with another word before the last."""
        return written.listed(names, self.language, last)

    def number(self, value: float) -> str:
        """A number as people write it."""
        return written.number(value, self.language)

    def percent(self, share: float) -> str:
        """A share in percent."""
        return written.percent(share, self.language)

    def hundredths(self, share: float) -> str:
        """A share in percentage points, without the word."""
        return written.hundredths(share, self.language)

    def percentage_points(self, share: float) -> str:
        """A share in percentage points, with their noun."""
        return written.percentage_points(share, self.language)

    def counted(self, value: float, wording: Counted, **parts: str) -> str:
        """The form of a wording that goes with a number, which stands where its `{count}` is, with its other parts."""
        return self.say(wording.of(value), count=self.number(value), **parts)

    def hours(self, value: float) -> str:
        """Hours with their noun."""
        return written.hours(value, self.language)

    def weeks(self, value: float) -> str:
        """Weeks with their noun."""
        return written.weeks(value, self.language)

    @property
    def currency(self) -> Currency:
        """The money that this company types and reads."""
        return currency_of(self.rulebook.settings, self.profile.answers.get(COUNTRIES))

    def measured(self, question: Question, number: float) -> str:
        """A number with its unit, in the money of this company: 1 hour a week, 2 hours a week."""
        return f"{self.number(number)} {self.say(unit_of(question, self.currency, number))}".strip()

    def euros(self, value: float) -> str:
        """EUR as a whole amount in the money of the company, which no line break parts."""
        return written.whole_amount(value * self.currency.rate, self.language, self.currency.code)

    def amount(self, value: float) -> str:
        """The same with cents where there are any, unless it was worked out by a rough rate."""
        return self.typed(value) if self.currency == EURO else self.euros(value)

    def typed(self, value: float) -> str:
        """An amount that is in the money of the company already."""
        return written.amount(value, self.language, self.currency.code)
