"""What every key of every file means, in German and English: editors show it, and the reference page prints it.

A key is looked up with its place first (`question.min`), then alone (`when`).
"""

from channelfit.language import Language

# The places: files, and the mappings inside them.
PLACES: dict[str, dict[str, str]] = {
    "rulebook": {
        "de": "Der Kopf eines Regelwerks: was es ist und, wenn es auf einem anderen aufbaut, was es daran ändert.",
        "en": "The head of a rulebook: what it is and, if it builds on another one, what it changes in it.",
    },
    "questions": {"de": "Was ein Unternehmen gefragt wird.", "en": "What a company is asked."},
    "goals": {"de": "Was ein Unternehmen erreichen will.", "en": "What a company may want."},
    "channel": {
        "de": "Ein Kanal: Aufwand, Ziele, Regeln und Plan. Die Datei heißt wie der Kanal.",
        "en": "One channel: effort, goals, rules and plan. The file is named after the channel.",
    },
    "situation": {
        "de": "Regeln, die mehrere Kanäle betreffen, und Hinweise.",
        "en": "Rules that concern several channels, and notes.",
    },
    "readiness": {
        "de": "Die Voraussetzungen im Haus, die glaubhaften Stunden und was alle wissen sollten.",
        "en": "The groundwork in the company, the hours that can be believed, and what everyone should know.",
    },
    "evidence": {"de": "Datierte Belege, auf die sich Regeln berufen.", "en": "Dated facts that rules cite."},
    "tests": {
        "de": "Testfälle: ein Profil und was dabei herauskommen muss.",
        "en": "Cases: a profile and what must come out of it.",
    },
    "profile": {"de": "Die Antworten eines Unternehmens.", "en": "The answers of a company."},
    "settings": {"de": "Die Zahlen der Formeln.", "en": "The numbers of the formulas."},
    "change": {
        "de": "Eine Änderung an dem, was geerbt wird: genau ein Ziel, dazu `was` und `set`, `add` oder `disable`.",
        "en": "A change to what is inherited: exactly one target, with `was` and `set`, `add` or `disable`.",
    },
    "accept": {
        "de": "Ein Befund von `rules check`, der so gewollt ist.",
        "en": "A finding of `rules check` that is as it should be.",
    },
    "house": {
        "de": "Was auf der HTML-Seite in Ihrem Namen steht. Am Ergebnis ändert es nichts.",
        "en": "What stands on the HTML page in your name. It changes no result.",
    },
    "house_colours": {
        "de": "Die Farben von Überschriften, Balken und Linien. Jede muss sich gut lesen lassen: Kontrast 4,5:1.",
        "en": "The colours of headings, bars and lines. Each must be easy to read: contrast 4.5:1.",
    },
    "house_sections": {
        "de": "Eigener Text unter der Überschrift eines Abschnitts der Seite.",
        "en": "Own text under the heading of a section of the page.",
    },
    "section": {"de": "Fragen, die zusammen gestellt werden.", "en": "Questions that are asked together."},
    "question": {"de": "Eine Frage an das Unternehmen.", "en": "A question to the company."},
    "goal": {"de": "Ein Ziel.", "en": "A goal."},
    "consequence": {
        "de": "Was es für ein Ziel heißt, nichts zu tun.",
        "en": "What doing nothing means for a goal.",
    },
    "limit": {
        "de": "Der Anteil eines Ziels, den Kanäle in einer Lage höchstens schaffen.",
        "en": "The share of a goal that channels can cover at best in a situation.",
    },
    "effort": {"de": "Was ein Kanal kostet, der seinen Namen verdient.", "en": "What a channel takes to deserve the name."},
    "rule": {"de": "Punkte für einen Kanal in einer Lage, mit Grund.", "en": "Points for a channel in a situation, and why."},
    "situation_rule": {
        "de": "Punkte für mehrere Kanäle in einer Lage, mit Grund.",
        "en": "Points for several channels in a situation, and why.",
    },
    "excluding": {"de": "Schließt diesen Kanal aus.", "en": "Rules this channel out."},
    "plan": {"de": "Wie man den Kanal angeht.", "en": "How to go about the channel."},
    "note": {"de": "Was ein Unternehmen in einer Lage wissen sollte.", "en": "What a company in a situation should know."},
    "check": {"de": "Eine Voraussetzung im Haus.", "en": "A part of the groundwork in the company."},
    "hours_rule": {
        "de": "Wie viele der genannten Stunden glaubhaft sind: `at_most` oder `times`.",
        "en": "How many of the stated hours can be believed: `at_most` or `times`.",
    },
    "essential": {"de": "Was alle wissen sollten, die entscheiden.", "en": "What everyone who decides should know."},
    "fact": {"de": "Ein datierter Beleg mit Quelle.", "en": "A dated fact with its source."},
    "case": {"de": "Ein Testfall.", "en": "A case."},
    "expect": {"de": "Was herauskommen muss.", "en": "What must come out."},
    "coverage": {"de": "Grenzen der Zielabdeckung.", "en": "Bounds of the coverage."},
    "share": {"de": "Grenzen eines Anteils von 0 bis 1.", "en": "Bounds of a share from 0 to 1."},
    "expected": {"de": "Was in der Liste stehen muss.", "en": "What the list must have."},
    "condition": {
        "de": "Wann es gilt: Alle Einträge müssen zutreffen. Eine offene Frage macht das Ergebnis offen, nie falsch.",
        "en": "When it holds: every entry must be true. An open question makes the result open, never false.",
    },
    "test": {"de": "Ein Vergleich mit der Antwort.", "en": "A comparison with the answer."},
}

KEYS: dict[str, dict[str, str]] = {
    # In many places
    "schema": {"de": "Die Fassung des Dateiformats: 1.", "en": "The version of the file format: 1."},
    "id": {
        "de": "Die Kennung: Kleinbuchstaben, Ziffern, `-`, `_` und `+`.",
        "en": "The id: lower-case letters, digits, `-`, `_` and `+`.",
    },
    "when": {"de": "Die Bedingung.", "en": "The condition."},
    "why": {
        "de": "Der Grund, wie ihn der Leser sieht. `{frage}` setzt die Antwort auf diese Frage ein.",
        "en": "The reason as the reader sees it. `{question}` puts in the answer to that question.",
    },
    "basis": {
        "de": "Die Kennungen der Belege, oder `judgement` für eine fachliche Einschätzung.",
        "en": "The ids of the evidence, or `judgement` for a professional judgement.",
    },
    "kpis": {"de": "Woran man den Erfolg misst.", "en": "What success is measured by."},
    "because": {
        "de": "Warum. Ein Text für alle Sprachen oder einer je Sprache.",
        "en": "Why. One text for all languages or one for each.",
    },
    # rulebook.yaml
    "rulebook.version": {"de": "Die Fassung des Regelwerks.", "en": "The version of the rulebook."},
    "rulebook.languages": {
        "de": "Die Sprachen aller Texte. Eigene Regeln erben sie.",
        "en": "The languages of all texts. An overlay inherits them.",
    },
    "rulebook.settings": {
        "de": "Die Zahlen der Formeln. Eigene Regeln ändern sie unter `changes`.",
        "en": "The numbers of the formulas. An overlay changes them under `changes`.",
    },
    "rulebook.extends": {
        "de": "Worauf diese Regeln aufbauen: `channelfit` oder der Pfad eines Ordners.",
        "en": "What these rules build on: `channelfit` or the path of a folder.",
    },
    "rulebook.changes": {"de": "Was am Geerbten geändert wird.", "en": "What is changed in what is inherited."},
    "rulebook.accept": {
        "de": "Befunde von `rules check`, die so gewollt sind.",
        "en": "Findings of `rules check` that are as they should be.",
    },
    "rulebook.house": {
        "de": "Ihr Name, Ihr Logo, Ihre Farben. Eigene Regeln ohne `house` erben sie als Ganzes.",
        "en": "Your name, your logo, your colours. An overlay without `house` inherits them as a whole.",
    },
    "house.name": {
        "de": "Ihr Name, einer für alle Sprachen oder einer je Sprache.",
        "en": "Your name, one for all languages or one for each.",
    },
    "house.logo": {
        "de": "Ein Bild unterhalb des Ordners dieser Datei: PNG, JPEG, GIF, WebP oder SVG, höchstens 32 KB.",
        "en": "An image below the folder of this file: PNG, JPEG, GIF, WebP or SVG, at most 32 KB.",
    },
    "house.colours": {"de": "Ihre Farben.", "en": "Your colours."},
    "house.closing": {"de": "Der Satz am Schluss.", "en": "The sentence at the end."},
    "house.sections": {"de": "Ihre Texte zu den Abschnitten.", "en": "Your texts for the sections."},
    "house_colours.accent": {
        "de": 'Auf hellem Grund, etwa `"#0b5d8a"`. Ohne Anführungszeichen wäre es ein Kommentar.',
        "en": 'On light paper, such as `"#0b5d8a"`. Without quotes it would be a comment.',
    },
    "house_colours.accent_dark": {"de": "Auf dunklen Bildschirmen.", "en": "On dark screens."},
    "house_sections.recommended": {"de": "Die empfohlenen Kanäle.", "en": "The recommended channels."},
    "house_sections.coverage": {"de": "Wie weit die Ziele damit erreicht werden.", "en": "How far they cover the goals."},
    "house_sections.cost": {"de": "Was es an Stunden und Geld kostet.", "en": "What it costs in hours and money."},
    "house_sections.nothing": {"de": "Was es heißt, nichts zu tun.", "en": "What it means to do nothing."},
    "house_sections.essentials": {
        "de": "Was vor der Entscheidung wissen sollte, wer sie trifft.",
        "en": "What those who decide should know before.",
    },
    "house_sections.decision": {"de": "Was zu entscheiden ist.", "en": "What there is to decide."},
    "house_sections.groundwork": {"de": "Welche Voraussetzungen im Haus fehlen.", "en": "What groundwork is missing."},
    "house_sections.first_90_days": {"de": "Die ersten 90 Tage.", "en": "The first 90 days."},
    "house_sections.measure": {"de": "Woran sich der Erfolg zeigt.", "en": "What shows success."},
    "house_sections.not_now": {"de": "Was Sie jetzt lassen.", "en": "What to leave for now."},
    "house_sections.law": {"de": "Worauf rechtlich zu achten ist.", "en": "What the law asks for."},
    "house_sections.how_sure": {"de": "Wie sicher die Empfehlung ist.", "en": "How firm the advice is."},
    "house_sections.what_if": {"de": "Was daran etwas ändern würde.", "en": "What would change the advice."},
    "house_sections.points": {"de": "Wie die Punkte entstehen.", "en": "How the points come about."},
    "house_sections.steps": {"de": "Die Schritte je Kanal.", "en": "The steps for each channel."},
    "house_sections.notes": {"de": "Was sonst zu wissen ist.", "en": "What else to know."},
    "house_sections.sources": {"de": "Die Quellen.", "en": "Where the facts come from."},
    "house_sections.answers": {"de": "Ihre Angaben.", "en": "The answers that were given."},
    "house_sections.origin": {"de": "Woher die Seite stammt.", "en": "Where the page comes from."},
    "settings.top_fit": {
        "de": "Die beste Eignung, die ein Kanal erreichen kann.",
        "en": "The best fit that any channel can reach.",
    },
    "settings.min_points": {"de": "Ab hier zählt ein Kanal für ein Ziel.", "en": "A channel counts for a goal from here on."},
    "settings.max_criterion_points": {
        "de": "Auf so viele Punkte wird jedes Kriterium begrenzt, nach oben und unten.",
        "en": "The points of each criterion are cut to this, up and down.",
    },
    "settings.focus_price": {
        "de": "Was ein weiterer Kanal mindestens zur Zielabdeckung beitragen muss.",
        "en": "What a further channel must add to the coverage at least.",
    },
    "settings.max_channels": {"de": "So viele Kanäle höchstens.", "en": "So many channels at most."},
    "settings.max_basics": {
        "de": "So viele Einträge höchstens, die zuerst in Ordnung zu bringen sind.",
        "en": "So many entries to put in order first at most.",
    },
    "settings.not_ready_max_channels": {
        "de": "So viele Kanäle höchstens, solange eine wichtige Voraussetzung fehlt.",
        "en": "So many channels at most while a blocking part of the groundwork is missing.",
    },
    "settings.hourly_value": {
        "de": "Was eine Arbeitsstunde kostet (EUR), wenn das Profil nichts anderes sagt; nur für die Kosten auf der Seite.",
        "en": "What an hour of work costs (EUR) unless the profile says otherwise; for the costs on the page only.",
    },
    "settings.criterion_weights": {
        "de": "Womit die Punkte jedes Kriteriums malgenommen werden.",
        "en": "What the points of each criterion are multiplied by.",
    },
    "change.rule": {"de": "Die Regel: `kanal/regel` oder `datei/regel`.", "en": "The rule: `channel/rule` or `file/rule`."},
    "change.channel": {"de": "Der Kanal.", "en": "The channel."},
    "change.note": {"de": "Der Hinweis.", "en": "The note."},
    "change.question": {"de": "Die Frage.", "en": "The question."},
    "change.goal": {"de": "Das Ziel.", "en": "The goal."},
    "change.check": {"de": "Die Voraussetzung.", "en": "The readiness check."},
    "change.essential": {"de": "Der Grundsatz.", "en": "The essential."},
    "change.case": {"de": "Der Testfall: `datei/fall`.", "en": "The case: `file/case`."},
    "change.evidence": {"de": "Der Beleg.", "en": "The fact."},
    "change.settings": {
        "de": "Die Einstellungen des Regelwerks; hier steht kein Wert.",
        "en": "The settings of the rulebook; no value stands here.",
    },
    "change.was": {
        "de": "Was bisher gilt. Gilt es nicht mehr, wird die Änderung abgelehnt.",
        "en": "What holds so far. If it does not any more, the change is refused.",
    },
    "change.set": {"de": "Was gelten soll.", "en": "What is to hold."},
    "change.add": {"de": "Was hinzukommt, etwa weitere Antworten.", "en": "What is added, such as further options."},
    "change.disable": {"de": "Abschalten.", "en": "Switch it off."},
    "accept.finding": {"de": "Die Kennung des Befunds.", "en": "The id of the finding."},
    "accept.at": {"de": "Worum es geht, wie der Befund es nennt.", "en": "What it is about, as the finding names it."},
    # questions.yaml
    "questions.sections": {"de": "Die Abschnitte.", "en": "The sections."},
    "questions.questions": {"de": "Die Fragen in ihrer Reihenfolge.", "en": "The questions in their order."},
    "section.title": {"de": "Die Überschrift.", "en": "The heading."},
    "question.section": {"de": "Der Abschnitt, in dem sie steht.", "en": "The section it stands in."},
    "question.type": {
        "de": "choice: eine Antwort; multi: mehrere; ranking: mehrere, Wichtigstes zuerst; number: Zahl; yes_no: ja oder nein.",
        "en": "choice: one answer; multi: several; ranking: several, most important first; number; yes_no: yes or no.",
    },
    "question.text": {
        "de": "Die Frage, in zehn Sekunden zu beantworten.",
        "en": "The question, to be answered within ten seconds.",
    },
    "question.label": {"de": "Worum es geht, in ein, zwei Wörtern.", "en": "What it is about, in a word or two."},
    "question.help": {"de": "Wie die Frage gemeint ist.", "en": "How the question is meant."},
    "question.options": {"de": "Die Antworten mit ihren Texten.", "en": "The options with their texts."},
    "question.options_from": {
        "de": "Alle Ziele oder alle Kanäle als Antworten.",
        "en": "All goals or all channels as options.",
    },
    "question.required": {"de": "Ohne Antwort gibt es keine Empfehlung.", "en": "There is no advice without an answer."},
    "question.changeable": {
        "de": "Kann das Unternehmen daran etwas ändern? Sonst wird es nie vorgeschlagen.",
        "en": "Can the company change this? Otherwise it is never suggested.",
    },
    "question.ask_when": {
        "de": "Wann die Frage gestellt wird; sonst immer.",
        "en": "When the question is asked; always, if left out.",
    },
    "question.min": {
        "de": "Die kleinste Zahl, oder wie viele Antworten mindestens.",
        "en": "The least number, or how many options at least.",
    },
    "question.max": {
        "de": "Die größte Zahl, oder wie viele Antworten höchstens.",
        "en": "The greatest number, or how many options at most.",
    },
    "question.unit": {"de": "Die Einheit der Zahl.", "en": "The unit of the number."},
    "question.assume": {
        "de": "Die Zahl, die ohne Antwort angenommen und als Annahme gezeigt wird.",
        "en": "The number that is assumed without an answer, and shown as an assumption.",
    },
    "question.shares": {
        "de": "Wie oft jede Antwort unter Unternehmen vorkommt, von 0 bis 1.",
        "en": "How often each answer occurs among companies, from 0 to 1.",
    },
    "question.subset_of": {
        "de": "Nur was dort gewählt wurde, kommt hier in Frage.",
        "en": "Only what was chosen there makes sense here.",
    },
    # goals.yaml
    "goals.goals": {"de": "Die Ziele.", "en": "The goals."},
    "goal.name": {"de": "Der Name.", "en": "The name."},
    "goal.about": {"de": "Was man darüber wissen sollte.", "en": "What one should know about it."},
    "consequence.says": {"de": "Was es heißt.", "en": "What it means."},
    "goal.if_nothing": {
        "de": "Was es für dieses Ziel heißt, wenn nichts geschieht.",
        "en": "What it means for this goal if nothing is done.",
    },
    "goal.limits": {
        "de": "Was Kanäle davon höchstens schaffen; das Niedrigste gilt.",
        "en": "What channels can cover of it at best; the lowest applies.",
    },
    "limit.at_most": {"de": "Der Anteil von 0 bis 1.", "en": "The share from 0 to 1."},
    # channels/*.yaml
    "channel.channel": {"de": "Die Kennung, gleich dem Namen der Datei.", "en": "The id, the same as the file name."},
    "channel.name": {
        "de": "Der Name, einer für alle Sprachen oder einer je Sprache.",
        "en": "The name, one for all languages or one for each.",
    },
    "channel.plural": {
        "de": "In welchen Sprachen der Name eine Mehrzahl ist („Jobportale fallen weg“).",
        "en": 'The languages in which the name is a plural ("job portals leave").',
    },
    "channel.kind": {"de": "Was für ein Kanal es ist.", "en": "What sort of channel it is."},
    "channel.about": {"de": "Was der Kanal ist und wen er erreicht.", "en": "What the channel is and whom it reaches."},
    "channel.effort": {"de": "Der Aufwand.", "en": "The effort."},
    "channel.upkeep": {
        "de": "Ein Eintrag, der in Ordnung zu halten ist, keine Bühne, die bespielt wird.",
        "en": "An entry to keep in order, not a stage to play.",
    },
    "channel.reaches": {
        "de": "Die Gruppe: Weitere Kanäle derselben Gruppe treffen fast dieselben Menschen und zählen halb.",
        "en": "The group: further channels of the same group meet much the same people and count half.",
    },
    "channel.serves": {
        "de": "Die Punkte je Ziel vor allen Regeln, als fehle alles Nötige. Was hier fehlt, kann der Kanal nicht bedienen.",
        "en": "The points per goal before any rule, as if all it needs were missing. It cannot serve a goal that is not listed.",
    },
    "channel.rules": {"de": "Die Regeln.", "en": "The rules."},
    "channel.plan": {"de": "Der Plan.", "en": "The plan."},
    "effort.hours_per_week": {
        "de": "Stunden pro Woche, in Vierteln.",
        "en": "Hours a week, in quarters.",
    },
    "effort.startup_hours": {"de": "Stunden für den Anfang.", "en": "Hours to start with."},
    "effort.money_per_month": {"de": "Euro im Monat.", "en": "Euros a month."},
    "effort.first_results_weeks": {"de": "Wochen bis zu den ersten Ergebnissen.", "en": "Weeks to the first results."},
    "rule.criterion": {
        "de": "Worauf die Regel schaut. Die Punkte eines Kriteriums werden begrenzt, bevor sie zusammenkommen.",
        "en": "What the rule looks at. The points of one criterion are cut before they are added up.",
    },
    "rule.points": {
        "de": "Eine Zahl für jedes Ziel des Kanals, oder Punkte je Ziel.",
        "en": "One number for every goal of the channel, or points per goal.",
    },
    "rule.exclude": {
        "de": "Schließt den Kanal aus, statt Punkte zu geben.",
        "en": "Rules the channel out instead of giving points.",
    },
    "plan.formats": {"de": "Was man dort macht.", "en": "What to do there."},
    "plan.cadence": {"de": "Wie oft.", "en": "How often."},
    "plan.first_steps": {"de": "Die ersten Schritte.", "en": "The first steps."},
    "plan.kpis": {"de": "Woran man den Erfolg misst, je Ziel.", "en": "What success is measured by, per goal."},
    "plan.stop_rule": {"de": "Wann man aufhört.", "en": "When to stop."},
    "plan.if_parked": {"de": "Was bleibt, wenn der Kanal ruht.", "en": "What remains to be done while the channel rests."},
    # situations/*.yaml
    "situation.rules": {"de": "Regeln über Kanäle hinweg.", "en": "Rules across channels."},
    "situation.notes": {"de": "Hinweise.", "en": "Notes."},
    "situation_rule.criterion": {"de": "Worauf die Regel schaut.", "en": "What the rule looks at."},
    "situation_rule.channels": {
        "de": "Je Kanal eine Zahl oder Punkte je Ziel; mit `exclude: true` eine Liste von Kanälen.",
        "en": "For each channel a number or points per goal; with `exclude: true` a list of channels.",
    },
    "situation_rule.exclude": {
        "de": "Schließt die Kanäle aus, statt Punkte zu geben.",
        "en": "Rules the channels out instead of giving points.",
    },
    "excluding.exclude": {"de": "Schließt den Kanal aus.", "en": "Rules the channel out."},
    "note.severity": {"de": "Wie wichtig er ist.", "en": "How much it matters."},
    "note.for": {"de": "Wer ihn lesen soll.", "en": "Who is to read it."},
    "note.law": {"de": "Ob er eine Rechtsfrage betrifft.", "en": "Whether it is about a point of law."},
    "note.says": {
        "de": "Der Hinweis. `{frage}` setzt die Antwort auf diese Frage ein.",
        "en": "The note. `{question}` puts in the answer to that question.",
    },
    # readiness.yaml
    "readiness.checks": {"de": "Die Voraussetzungen.", "en": "The readiness checks."},
    "readiness.hours": {
        "de": "Die Regeln für glaubhafte Stunden; die niedrigste Zahl gilt.",
        "en": "The rules on believable hours; the lowest number applies.",
    },
    "readiness.essentials": {"de": "Die Grundsätze.", "en": "The essentials."},
    "check.applies_when": {"de": "Für wen sie gilt; sonst für alle.", "en": "Whom it applies to; everybody, if left out."},
    "check.met_when": {"de": "Wann sie erfüllt ist.", "en": "When it is met."},
    "check.partly_when": {"de": "Wann sie teilweise erfüllt ist.", "en": "When it is partly met."},
    "check.blocking": {
        "de": "Solange sie fehlt, wird nur der kleinste Anfang empfohlen.",
        "en": "While it is missing, only the smallest start is advised.",
    },
    "check.owner": {"de": "Wer dafür sorgen muss.", "en": "Who has to see to it."},
    "check.text": {"de": "Was da sein muss.", "en": "What must be there."},
    "check.todo": {"de": "Was zu tun ist, wenn es fehlt.", "en": "What to do if it is not."},
    "hours_rule.at_most": {"de": "So viele Stunden höchstens.", "en": "So many hours at most."},
    "hours_rule.times": {"de": "Dieser Anteil der Stunden, von 0 bis 1.", "en": "This share of the hours, from 0 to 1."},
    "essential.says": {"de": "Der Grundsatz.", "en": "The essential."},
    # evidence.yaml
    "evidence.evidence": {"de": "Die Belege.", "en": "The facts."},
    "fact.kind": {
        "de": "study: eine Untersuchung; guide: ein Ratgeber; law: eine Rechtsnorm.",
        "en": "study: a survey or study; guide: an expert guide; law: a norm.",
    },
    "fact.statement": {"de": "Was der Beleg sagt, mit eigenen Worten.", "en": "What it says, in your own words."},
    "fact.value": {"de": "Die Zahl.", "en": "The number."},
    "fact.unit": {"de": "Wovon die Zahl ein Teil ist.", "en": "What the number is a part of."},
    "fact.population": {"de": "Wer befragt oder gezählt wurde.", "en": "Who was asked or counted."},
    "fact.year": {"de": "Das Jahr der Erhebung.", "en": "The year of the survey."},
    "fact.publisher": {"de": "Wer es herausgibt.", "en": "Who publishes it."},
    "fact.title": {"de": "Der Titel.", "en": "The title."},
    "fact.url": {"de": "Wo es nachzulesen ist.", "en": "Where it can be read."},
    "fact.quality": {
        "de": "primary: vom Urheber selbst; press: aus der Presse; secondary: aus anderer Hand.",
        "en": "primary: from its author; press: from the press; secondary: from other hands.",
    },
    "fact.channels": {"de": "Welche Kanäle er betrifft.", "en": "Which channels it is about."},
    # tests/*.yaml
    "tests.cases": {"de": "Die Testfälle.", "en": "The cases."},
    "case.profile": {
        "de": "Die Antworten eines Unternehmens; die Pflichtfragen müssen dabei sein.",
        "en": "The answers of a company; the required ones must be there.",
    },
    "case.expect": {"de": "Was herauskommen muss.", "en": "What must come out."},
    "case.todo": {
        "de": "Der Testfall schlägt noch fehl, und das ist bekannt.",
        "en": "The case is known to fail so far.",
    },
    "expect.recommended": {"de": "Die empfohlenen Kanäle.", "en": "The recommended channels."},
    "expect.basics": {"de": "Was zuerst in Ordnung zu bringen ist.", "en": "What is to be put in order first."},
    "expect.notes": {"de": "Die Hinweise.", "en": "The notes."},
    "expect.readiness": {"de": "Wie weit die Voraussetzungen sind.", "en": "How far the groundwork is."},
    "expect.fires": {"de": "Diese Regeln gelten.", "en": "These rules hold."},
    "expect.silent": {"de": "Diese Regeln gelten nicht.", "en": "These rules do not hold."},
    "expect.coverage": {
        "de": "Die Zielabdeckung, im Ganzen oder unter `goals` je Ziel.",
        "en": "The coverage, in total or, under `goals`, of each goal.",
    },
    "expect.stable": {
        "de": "Wie oft jeder empfohlene Kanal, oder ein genannter, bei anderen Gewichten gewählt bleibt.",
        "en": "How often each recommended channel, or one that is named, stays chosen with other weights.",
    },
    "expect.next_question": {"de": "Was als Nächstes gefragt wird.", "en": "What is asked next."},
    "coverage.goals": {"de": "Je Ziel.", "en": "Of each goal."},
    "at_least": {"de": "So viel oder mehr.", "en": "So much or more."},
    "at_most": {"de": "So viel oder weniger.", "en": "So much or less."},
    "expected.order": {"de": "Diese stehen in dieser Reihenfolge.", "en": "These stand in this order."},
    "expected.includes": {"de": "Diese müssen darin sein.", "en": "These must be in it."},
    "expected.excludes": {"de": "Diese dürfen nicht darin sein.", "en": "These must not be in it."},
    "expected.exactly": {"de": "Genau diese, in beliebiger Reihenfolge.", "en": "Exactly these, in any order."},
    # Conditions
    "condition.all": {"de": "Alle diese Bedingungen müssen gelten.", "en": "All of these conditions must hold."},
    "condition.any": {"de": "Eine dieser Bedingungen muss gelten.", "en": "One of these conditions must hold."},
    "condition.not": {"de": "Diese Bedingung darf nicht gelten.", "en": "This condition must not hold."},
    "test.any_of": {"de": "Eine dieser Antworten.", "en": "One of these answers."},
    "test.all_of": {"de": "Alle diese Antworten.", "en": "All of these answers."},
    "test.none_of": {"de": "Keine dieser Antworten.", "en": "None of these answers."},
    "test.first": {"de": "Eine davon steht an erster Stelle.", "en": "One of these stands first."},
    "coverage.at_least": {"de": "So viel oder mehr.", "en": "So much or more."},
    "coverage.at_most": {"de": "So viel oder weniger.", "en": "So much or less."},
    "bounds.at_least": {"de": "So viel oder mehr.", "en": "So much or more."},
    "bounds.at_most": {"de": "So viel oder weniger.", "en": "So much or less."},
    "settings.evidence_max_age_years": {
        "de": "Ältere Belege meldet `rules check`, vom Jahr der Fassung an gerechnet.",
        "en": "`rules check` reports older facts, counted from the year of the version.",
    },
    "test.above": {"de": "Mehr als so viel.", "en": "More than this."},
    "test.below": {"de": "Weniger als so viel.", "en": "Less than this."},
    # Profiles
    "profile.company": {"de": "Der Name des Unternehmens.", "en": "The name of the company."},
    "profile.hourly_value": {
        "de": "Was eine Arbeitsstunde im Unternehmen kostet (EUR).",
        "en": "What an hour of work costs in the company (EUR).",
    },
    "profile.language": {"de": "Die Sprache der Empfehlung.", "en": "The language of the advice."},
}


def place_text(place: str, language: Language) -> str:
    """What a file or a mapping in it is."""
    return PLACES[place][language]


def key_text(place: str, key: str, language: Language) -> str:
    """What a key means."""
    return (KEYS.get(f"{place}.{key}") or KEYS[key])[language]
