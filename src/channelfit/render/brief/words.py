"""The words of the page for those who decide, in German and English."""

from channelfit.language import Language

TITLES: dict[str, dict[str, str]] = {
    "recommended": {"de": "Was wir empfehlen", "en": "What we recommend"},
    "coverage": {"de": "Welcher Kanal welches Ziel trägt", "en": "Which channel serves which goal"},
    "cost": {"de": "Was es kostet", "en": "What it costs"},
    "nothing": {"de": "Was es heißt, nichts zu tun", "en": "What doing nothing means"},
    "essentials": {"de": "Was Sie vor der Entscheidung wissen müssen", "en": "What you must know before you decide"},
    "decision": {"de": "Beschluss", "en": "Decision"},
    "groundwork": {"de": "Voraussetzungen: wer was zu tun hat", "en": "Groundwork: who has to do what"},
    "first_90_days": {"de": "Die ersten 90 Tage", "en": "The first 90 days"},
    "measure": {"de": "Woran Sie merken, ob es wirkt", "en": "How you can tell whether it works"},
    "not_now": {"de": "Was Sie jetzt lassen", "en": "What to leave for now"},
    "law": {"de": "Rechtliche Hinweise, keine Rechtsberatung", "en": "Points of law, not legal advice"},
    "how_sure": {"de": "Wie sicher das Ergebnis ist", "en": "How firm the result is"},
    "what_if": {"de": "Was das Ergebnis ändern würde", "en": "What would change the result"},
    "points": {"de": "Wie die Punkte zustande kommen", "en": "How the points come about"},
    "steps": {"de": "Wie Sie vorgehen", "en": "How to go about it"},
    "notes": {"de": "Gut zu wissen", "en": "Good to know"},
    "sources": {"de": "Belege", "en": "Sources"},
    "answers": {"de": "Ihre Antworten", "en": "Your answers"},
    "origin": {"de": "Woher diese Empfehlung kommt", "en": "Where this advice comes from"},
}

WORDS: dict[str, dict[str, str]] = {
    "title": {"de": "Entscheidungsvorlage: Kommunikationskanäle", "en": "For decision: communication channels"},
    "appendix": {"de": "Anhang: worauf die Empfehlung beruht", "en": "Appendix: what the advice rests on"},
    "first": {"de": "Zuerst: {todo}", "en": "First: {todo}"},
    # The numbers at the top
    "time": {"de": "Zeit pro Woche", "en": "Time a week"},
    "time_of": {"de": "von {available} vorhandenen", "en": "of {available} available"},
    "time_believable": {"de": "von {available} rechnen wir mit {believable}", "en": "of {available} we count on {believable}"},
    "cost": {"de": "Kosten im Monat", "en": "Cost a month"},
    "cost_time": {"de": "Arbeitszeit, die Stunde zu {value}", "en": "working time, at {value} an hour"},
    "cost_both": {
        "de": "{time} Arbeitszeit, die Stunde zu {value}, und {money} Ausgaben",
        "en": "{time} of working time, at {value} an hour, and {money} of spending",
    },
    "results": {"de": "Erste Ergebnisse", "en": "First results"},
    "week_range": {"de": "{first} bis {last}", "en": "{first} to {last}"},
    "results_from": {"de": "nach dem Start des Kanals", "en": "after the start of the channel"},
    "after": {"de": "nach {weeks}", "en": "after {weeks}"},
    "no_results": {"de": "kein Kanal empfohlen", "en": "no channel recommended"},
    "groundwork": {"de": "Voraussetzungen", "en": "Groundwork"},
    "groundwork_of": {"de": "{met} von {all} erfüllt", "en": "{met} of {all} in place"},
    "groundwork_open": {
        "de": "{met} von {all} erfüllt, {open} nicht beantwortet",
        "en": "{met} of {all} in place, {open} not answered",
    },
    "not_answered": {"de": "nicht beantwortet", "en": "not answered"},
    "ready": {"de": "erfüllt", "en": "in place"},
    "conditional": {"de": "teilweise erfüllt", "en": "partly in place"},
    "not_yet": {"de": "fehlen", "en": "missing"},
    "sure": {"de": "Wie sicher?", "en": "How firm?"},
    "settled": {"de": "steht fest", "en": "settled"},
    "nearly_settled": {"de": "fast fest", "en": "nearly settled"},
    "preliminary": {"de": "vorläufig", "en": "preliminary"},
    "all_firm": {"de": "alle Kanäle belastbar", "en": "all channels firm"},
    "close_ones": {"de": "knapp: {names}", "en": "close: {names}"},
    # Channels and goals
    "channel": {"de": "Kanal", "en": "Channel"},
    "hours_a_week": {"de": "Zeit pro Woche", "en": "Time a week"},
    "hours_short": {"de": "Stunden", "en": "Hours"},
    "firm": {"de": "belastbar, {share} von 100", "en": "firm, {share} of 100"},
    "close": {"de": "knapp, {share} von 100", "en": "close, {share} of 100"},
    "of_hundred": {
        "de": "x von 100: So oft bleibt der Kanal dabei, wenn wir Gesichtspunkte und Ziele anders gewichten.",
        "en": "x of 100: so often the channel stays when we give criteria and goals other weights.",
    },
    "basic": {"de": "zuerst in Ordnung bringen", "en": "put in order first"},
    "capped": {
        "de": "Das ist die Auswahl, solange wichtige Voraussetzungen fehlen.",
        "en": "This is the choice as long as important groundwork is missing.",
    },
    "once_ready": {"de": "Wenn das erledigt ist:", "en": "Once this is done:"},
    "next_step": {"de": "Der nächste sinnvolle Schritt:", "en": "The next useful step:"},
    "goal": {"de": "Ihr Ziel", "en": "Your goal"},
    "goal_ranked": {"de": "{rank}. {goal}", "en": "{rank}. {goal}"},
    "coverage": {"de": "Zielabdeckung", "en": "Coverage"},
    "not_served": {"de": "dient dem Ziel nicht", "en": "does not serve it"},
    "matrix_caption": {
        "de": (
            "Eignung der Kanäle für Ihre Ziele, das wichtigste zuerst: drei Punkte sehr gut, zwei gut, einer mittel, "
            "keiner schwach; schwache zählen nicht."
        ),
        "en": (
            "Fit of the channels for your goals, the most important first: three dots very good, two good, one fair, "
            "none weak; weak ones do not count."
        ),
    },
    "nothing_served": {
        "de": "Zurzeit ist kein Kanal empfohlen, der Ihre Ziele trägt.",
        "en": "At present no channel is recommended that would serve your goals.",
    },
    # Cost
    "bar_caption": {"de": "Stunden pro Woche", "en": "Hours a week"},
    "bar_free": {"de": "Übrig: {free}.", "en": "Left over: {free}."},
    "bar_full": {"de": "Damit ist die Zeit vergeben.", "en": "That uses up the time."},
    "no_cost": {
        "de": "Ohne Kanal entstehen weder Aufwand noch Kosten.",
        "en": "Without a channel there is neither effort nor cost.",
    },
    "working_time": {"de": "Arbeitszeit", "en": "Working time"},
    "money": {"de": "Ausgaben", "en": "Spending"},
    "total": {"de": "Summe im Monat", "en": "Total a month"},
    "budget_of": {
        "de": "Von {budget} im Monat werden {money} gebraucht; Anzeigen sind nicht enthalten.",
        "en": "Of {budget} a month, {money} is needed; advertising is not included.",
    },
    "budget_over": {
        "de": "Gebraucht werden {money} im Monat, da sind nur {budget}; Anzeigen kommen noch dazu.",
        "en": "{money} a month is needed, and only {budget} is there; advertising comes on top.",
    },
    "sum": {"de": "Summe", "en": "Sum"},
    "own_value": {
        "de": "Gerechnet mit {value} je Stunde, wie im Profil angegeben; Beträge gerundet.",
        "en": "Worked out at {value} an hour, as the profile says; amounts are rounded.",
    },
    "guide_value": {
        "de": "Gerechnet mit {value} je Stunde, einem Richtwert (im Profil: hourly_value); Beträge gerundet.",
        "en": "Worked out at {value} an hour, a guide value (in the profile: hourly_value); amounts are rounded.",
    },
    "startup": {
        "de": (
            "Der Aufbau am Anfang, etwa {hours} ({cost}), ist darin enthalten; Schulung und andere Voraussetzungen kommen dazu."
        ),
        "en": "Setting up at first, about {hours} ({cost}), is included; training and other groundwork come on top.",
    },
    # Doing nothing
    "nothing_lead": {
        "de": "Nichts zu ändern kostet kein zusätzliches Geld. Auf Dauer heißt es aber:",
        "en": "Changing nothing costs no extra money. In the long run, though, it means:",
    },
    "nothing_running": {
        "de": "{names}: Was heute ohne klaren Nutzen läuft, kostet weiter Zeit.",
        "en": "{names}: what runs today without clear benefit goes on costing time.",
    },
    # Decision
    "we_resolve": {"de": "Wir beschließen:", "en": "We resolve:"},
    "resolve_channels": {"de": "Kanäle", "en": "Channels"},
    "resolve_hours": {"de": "Arbeitszeit, fest eingeplant", "en": "Working time, fixed in the calendar"},
    "resolve_money": {"de": "Ausgaben", "en": "Spending"},
    "a_month": {"de": "{money} im Monat", "en": "{money} a month"},
    "resolve_person": {"de": "Verantwortlich, und wer vertritt", "en": "In charge, and who stands in"},
    "resolve_goals": {"de": "Ziele, je mit Zahl und Datum", "en": "Goals, each with a number and a date"},
    "resolve_review": {"de": "Überprüfung am (nach {weeks} Wochen)", "en": "Review on (after {weeks} weeks)"},
    "resolve_results": {
        "de": "Bilanz am (erste Ergebnisse bis Woche {week})",
        "en": "Results review on (first results by week {week})",
    },
    "resolve_signature": {"de": "Ort, Datum, Unterschrift", "en": "Place, date, signature"},
    # Groundwork and the first 90 days
    "timeline_caption": {
        "de": "Woche für Woche, gerechnet mit den genannten Stunden; ein Vorschlag.",
        "en": "Week by week, worked out with the hours given; a suggestion.",
    },
    "setup": {"de": "Aufbau", "en": "set-up"},
    "running": {"de": "laufender Betrieb", "en": "running"},
    "look": {"de": "prüfen: Wird der Rhythmus gehalten?", "en": "check: is the rhythm kept?"},
    "lay_groundwork": {"de": "Voraussetzungen schaffen", "en": "Lay the groundwork"},
    "weeks_1_to": {"de": "Woche 1 bis {last}", "en": "weeks 1 to {last}"},
    "setup_one": {"de": "Aufbau in Woche {first}, läuft ab Woche {runs}", "en": "set-up in week {first}, runs from week {runs}"},
    "setup_some": {
        "de": "Aufbau in Woche {first} bis {last}, läuft ab Woche {runs}",
        "en": "set-up in weeks {first} to {last}, runs from week {runs}",
    },
    "setup_long": {
        "de": "Aufbau ab Woche {first}, über die 90 Tage hinaus bis Woche {last}",
        "en": "set-up from week {first}, beyond the 90 days until week {last}",
    },
    "setup_later": {"de": "beginnt in Woche {first}", "en": "begins in week {first}"},
    "setup_never": {
        "de": "mit diesen Stunden in einem Jahr nicht aufzubauen",
        "en": "cannot be set up within a year on these hours",
    },
    "runs": {"de": "läuft ab Woche {runs}", "en": "runs from week {runs}"},
    "first_step": {"de": "Erster Schritt: {step}", "en": "First step: {step}"},
    "answered": {"de": "Ihre Antwort: {answer}", "en": "Your answer: {answer}"},
    # Measuring
    "kpis": {"de": "Zahlen", "en": "Figures"},
    "stop_rule": {"de": "Wann Sie aufhören", "en": "When to stop"},
    # What is left
    "others": {"de": "Ebenfalls nicht jetzt", "en": "Also not now"},
    "park": {"de": "Ruhen lassen", "en": "Put to rest"},
    "keep_low": {"de": "Auf kleiner Flamme halten", "en": "Keep low"},
    # Appendix
    "variations": {
        "de": (
            "Belastbar heißt: Auch wenn die Gewichte der Gesichtspunkte und Ziele anders wären, bliebe der Kanal in "
            "mindestens 80 von 100 Fällen dabei."
        ),
        "en": "Firm means: with other weights of criteria and goals the channel would stay in at least 80 of 100 cases.",
    },
    "no_what_if": {
        "de": "Keine einzelne Antwort, die Sie ändern können, ändert die Auswahl.",
        "en": "No single answer that you can change would change the choice.",
    },
    "points_lead": {
        "de": (
            "Jeder Kanal beginnt mit Punkten je Ziel; jede Regel, die auf Sie zutrifft, gibt Punkte oder zieht welche "
            "ab. Ein Kanal zählt für ein Ziel ab {points}."
        ),
        "en": (
            "Each channel begins with points per goal; each rule that holds for you adds points or takes points away. "
            "A channel counts for a goal from {points} on."
        ),
    },
    "rhythm": {"de": "Rhythmus", "en": "Rhythm"},
    "formats": {"de": "Formate", "en": "Formats"},
    "question": {"de": "Frage", "en": "Question"},
    "answer": {"de": "Antwort", "en": "Answer"},
    "assumed": {"de": "{answer} (angenommen)", "en": "{answer} (assumed)"},
    "origin": {
        "de": (
            "Regelwerk {id}, Fassung {version}, Prüfsumme {digest}. Dieselben Antworten ergeben mit demselben "
            "Regelwerk dieselbe Empfehlung."
        ),
        "en": "Rulebook {id}, version {version}, digest {digest}. The same answers give the same advice with the same rulebook.",
    },
    "repeat": {
        "de": "Mit diesem Profil und channelfit advise lässt sie sich wiederholen:",
        "en": "With this profile and channelfit advise it can be repeated:",
    },
    "changed_rules": {"de": "Eigene Regeln weichen hier ab:", "en": "Your own rules differ here:"},
    "no_forecast": {
        "de": "Eignung ist ein Urteil nach offenen Regeln, keine Erfolgsprognose.",
        "en": "Fit is a judgement by open rules, not a forecast of success.",
    },
}


def word(key: str, language: Language, **parts: str) -> str:
    """A text of the page with its parts filled in."""
    return WORDS[key][language].format(**parts)


def title(section: str, language: Language) -> str:
    """The heading of a section."""
    return TITLES[section][language]
