"""The words of the page for those who decide, in German and English."""

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
    "not_now": {"de": "Was Sie jetzt lassen", "en": "What you leave for now"},
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
        "de": "{time} Arbeitszeit, die Stunde zu {value}, und {money} Geld",
        "en": "{time} of working time, at {value} an hour, and {money} in money",
    },
    "results": {"de": "Erste Ergebnisse", "en": "First results"},
    "weeks": {"de": "nach {weeks} Wochen", "en": "after {weeks} weeks"},
    "week_range": {"de": "{first} bis {last} Wochen", "en": "{first} to {last} weeks"},
    "results_from": {"de": "nach dem Start des Kanals", "en": "after the start of the channel"},
    "no_results": {"de": "kein Kanal empfohlen", "en": "no channel advised"},
    "groundwork": {"de": "Voraussetzungen", "en": "Groundwork"},
    "groundwork_of": {"de": "{met} von {all} erfüllt", "en": "{met} of {all} in place"},
    "sure": {"de": "Wie sicher?", "en": "How firm?"},
    "settled": {"de": "steht fest", "en": "settled"},
    "nearly_settled": {"de": "fast fest", "en": "nearly settled"},
    "preliminary": {"de": "vorläufig", "en": "preliminary"},
    "all_firm": {"de": "alle Kanäle belastbar", "en": "all channels firm"},
    "close_ones": {"de": "knapp: {names}", "en": "close: {names}"},
    "nothing_chosen": {"de": "nichts zu wählen", "en": "nothing to choose"},
    # Channels and goals
    "channel": {"de": "Kanal", "en": "Channel"},
    "hours_a_week": {"de": "Zeit pro Woche", "en": "Time a week"},
    "cost_a_month": {"de": "im Monat", "en": "A month"},
    "hours_short": {"de": "Stunden", "en": "Hours"},
    "firm": {"de": "belastbar, {share} von 100", "en": "firm, {share} of 100"},
    "close": {"de": "knapp, {share} von 100", "en": "close, {share} of 100"},
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
    # Cost
    "bar_caption": {"de": "Stunden pro Woche", "en": "Hours a week"},
    "bar_free": {"de": "Frei bleiben {free}.", "en": "{free} stay free."},
    "bar_full": {"de": "Damit ist die Zeit vergeben.", "en": "That uses up the time."},
    "working_time": {"de": "Arbeitszeit", "en": "Working time"},
    "money": {"de": "Geld", "en": "Money"},
    "sum": {"de": "Summe", "en": "Sum"},
    "own_value": {
        "de": "Gerechnet mit {value} je Arbeitsstunde, wie im Profil angegeben; Beträge gerundet.",
        "en": "Worked out at {value} an hour of work, as the profile says; amounts are rounded.",
    },
    "guide_value": {
        "de": (
            "Gerechnet mit {value} je Arbeitsstunde, einem Richtwert; Beträge gerundet. Ihren eigenen Wert setzen Sie "
            "im Profil: hourly_value."
        ),
        "en": (
            "Worked out at {value} an hour of work, a guide value; amounts are rounded. You set your own in the "
            "profile: hourly_value."
        ),
    },
    "startup": {
        "de": "Einmalig für den Aufbau: etwa {hours}, das sind {cost}.",
        "en": "Once, to set up: about {hours}, which is {cost}.",
    },
    # Doing nothing
    "nothing_lead": {
        "de": "Nichts zu tun kostet zunächst weder Geld noch Zeit. Auf Dauer heißt es:",
        "en": "Doing nothing costs no money and no time at first. In the long run it means:",
    },
    "nothing_running": {
        "de": "{names}: Was heute ohne klaren Nutzen läuft, kostet weiter Zeit.",
        "en": "{names}: what runs today without clear benefit goes on costing time.",
    },
    # Decision
    "we_resolve": {"de": "Wir beschließen:", "en": "We resolve:"},
    "resolve_channels": {"de": "Kanäle", "en": "Channels"},
    "resolve_hours": {"de": "Arbeitszeit, fest eingeplant", "en": "Working time, fixed in the calendar"},
    "resolve_money": {"de": "Geld", "en": "Money"},
    "resolve_person": {"de": "Verantwortlich, und wer vertritt", "en": "In charge, and who stands in"},
    "resolve_goals": {"de": "Ziele, je mit Zahl und Datum", "en": "Goals, each with a number and a date"},
    "resolve_review": {"de": "Überprüfung am (nach 13 Wochen)", "en": "Review on (after 13 weeks)"},
    "resolve_results": {"de": "Bilanz am (nach {weeks} Wochen)", "en": "Verdict on (after {weeks} weeks)"},
    "resolve_signature": {"de": "Ort, Datum, Unterschrift", "en": "Place, date, signature"},
    # Groundwork and the first 90 days
    "owner": {"de": "{owner}:", "en": "{owner}:"},
    "week": {"de": "Woche", "en": "Week"},
    "timeline_caption": {
        "de": "Woche für Woche, gerechnet mit den genannten Stunden; ein Vorschlag.",
        "en": "Week by week, worked out with the hours given; a suggestion.",
    },
    "setup": {"de": "Aufbau", "en": "set-up"},
    "running": {"de": "laufender Betrieb", "en": "running"},
    "look": {"de": "hinsehen: Wird der Rhythmus gehalten?", "en": "look: is the rhythm kept?"},
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
    "runs": {"de": "läuft ab Woche {runs}", "en": "runs from week {runs}"},
    "first_step": {"de": "Erster Schritt: {step}", "en": "First step: {step}"},
    # Measuring
    "kpis": {"de": "Zahlen", "en": "Figures"},
    "stop_rule": {"de": "Wann Sie aufhören", "en": "When to stop"},
    "first_results": {"de": "Erste Ergebnisse", "en": "First results"},
    # What is left
    "others": {"de": "Auch nicht", "en": "Nor"},
    "park": {"de": "Ruhen lassen", "en": "Put to rest"},
    "keep_low": {"de": "Auf kleiner Flamme halten", "en": "Keep low"},
    "not_chosen": {"de": "Nicht anfangen", "en": "Do not begin"},
    # Appendix
    "variations": {
        "de": (
            "Belastbar heißt: Auch wenn die Gewichte der Gesichtspunkte und Ziele anders wären, bliebe der Kanal in "
            "mindestens 80 von 100 Fällen dabei."
        ),
        "en": "Firm means: with other weights of criteria and goals the channel would stay in at least 80 of 100 cases.",
    },
    "open_questions": {"de": "Noch offene Fragen", "en": "Questions still open"},
    "no_what_if": {
        "de": "Keine einzelne Antwort, die Sie ändern können, ändert die Auswahl.",
        "en": "No single answer that you can change would change the choice.",
    },
    "points_lead": {
        "de": (
            "Jeder Kanal beginnt mit Punkten je Ziel; jede Regel, die auf Sie zutrifft, gibt Punkte oder nimmt "
            "welche. Ein Kanal zählt für ein Ziel ab {points}."
        ),
        "en": (
            "Each channel begins with points per goal; each rule that holds for you adds points or takes some. A "
            "channel counts for a goal from {points} on."
        ),
    },
    "rhythm": {"de": "Rhythmus", "en": "Rhythm"},
    "formats": {"de": "Formate", "en": "Formats"},
    "first_steps": {"de": "Erste Schritte", "en": "First steps"},
    "question": {"de": "Frage", "en": "Question"},
    "answer": {"de": "Antwort", "en": "Answer"},
    "assumed": {"de": "{answer} (angenommen)", "en": "{answer} (assumed)"},
    "still_open": {"de": "Offen geblieben", "en": "Left open"},
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
    "changed_rules": {"de": "Eigene Regeln haben daran geändert:", "en": "Your own rules have changed in it:"},
    "no_goal_promise": {
        "de": "Eignung ist ein Urteil nach offenen Regeln, keine Erfolgsprognose.",
        "en": "Fit is a judgement by open rules, not a forecast of success.",
    },
}


def word(key: str, language: str, **parts: str) -> str:
    """A text of the page with its parts filled in."""
    return WORDS[key][language].format(**parts)


def title(section: str, language: str) -> str:
    """The heading of a section."""
    return TITLES[section][language]
