"""What `rules check` found, in words."""

from channelfit.language import Counted, Text
from channelfit.render.phrases.voice import Voice
from channelfit.ruletools.checks.check import Finding
from channelfit.ruletools.checks.sample import SampleSize

_SAMPLED = Counted(
    Text(' (Stichprobe: {count} Profil, Startwert "{seed}")', ' (sampled: {count} profile, seed "{seed}")'),
    Text(' (Stichprobe: {count} Profile, Startwert "{seed}")', ' (sampled: {count} profiles, seed "{seed}")'),
)


def message_of(finding: Finding, voice: Voice) -> str:
    """The message of a finding; what was sampled says so."""
    parts = {name: voice.say(value) if isinstance(value, Text) else value for name, value in finding.values.items()}
    return voice.say(finding.check.wording, **parts) + sample_size(finding.sampled, voice)


def sample_size(size: SampleSize | None, voice: Voice) -> str:
    """What a sampled finding rests on; nothing for an exact one."""
    return voice.say(_SAMPLED.of(size.n), count=str(size.n), seed=size.seed) if size else ""


def reason_of(finding: Finding, voice: Voice) -> str | None:
    """Why it is accepted; in a language of the rulebook, if it has no other."""
    return finding.accepted.because.or_other(voice.language) if finding.accepted else None
