"""Word every problem in German and English: one place, one id, one wording each.

A wording is lower case (German nouns aside), without a full stop, names in backticks. `describe` adds the nearest
match or, if there is none, what was expected. Ids are never reused.
"""

from channelfit.source.problem import Problem

MESSAGES: dict[str, dict[str, str]] = {
    # Bytes and YAML
    "no-such-file": {
        "en": "there is no file or folder `{path}`",
        "de": "es gibt keine Datei und keinen Ordner `{path}`",
    },
    "not-readable": {
        "en": "`{path}` cannot be read: {reason}",
        "de": "`{path}` kann nicht gelesen werden: {reason}",
    },
    "no-such-format": {
        "en": "this command cannot write `{found}`; name the file otherwise, or say which format with --format",
        "de": "dieser Befehl kann `{found}` nicht schreiben; wählen Sie eine andere Endung oder das Format mit --format",
    },
    "not-writable": {
        "en": "`{path}` cannot be written: {reason}",
        "de": "`{path}` kann nicht geschrieben werden: {reason}",
    },
    "too-large": {
        "en": "larger than {limit} MB; expected a YAML text",
        "de": "größer als {limit} MB; erwartet wird ein YAML-Text",
    },
    "not-utf8": {
        "en": "byte {byte} is not UTF-8 text; save the file as UTF-8",
        "de": "Byte {byte} ist kein UTF-8-Text; speichern Sie die Datei als UTF-8",
    },
    "bad-character": {
        "en": "character {character} does not belong in a text; is this a YAML file?",
        "de": "das Zeichen {character} gehört in keinen Text; ist das eine YAML-Datei?",
    },
    "syntax": {"en": "{reason}", "de": "{reason}"},
    "too-deep": {
        "en": "nested deeper than {limit} levels",
        "de": "tiefer als {limit} Ebenen verschachtelt",
    },
    "too-many-values": {
        "en": "more than {limit} values once aliases are filled in",
        "de": "mehr als {limit} Werte, wenn die Verweise aufgelöst sind",
    },
    "unknown-alias": {
        "en": "alias `*{found}` has no anchor before it",
        "de": "für den Verweis `*{found}` gibt es vorher keinen Anker",
    },
    "recursive-alias": {
        "en": "alias `*{found}` stands inside its own anchor",
        "de": "der Verweis `*{found}` steht in seinem eigenen Anker",
    },
    "unknown-tag": {
        "en": "tag `{found}` is not supported; leave it out",
        "de": "das Tag `{found}` wird nicht unterstützt; lassen Sie es weg",
    },
    "duplicate-key": {
        "en": "`{found}` stands twice; first on line {line}",
        "de": "`{found}` steht zweimal; zuerst in Zeile {line}",
    },
    "key-not-text": {
        "en": "a list or mapping cannot be a key",
        "de": "eine Liste oder Zuordnung kann kein Schlüssel sein",
    },
    "no-document": {
        "en": "the file is empty; expected {wanted}",
        "de": "die Datei ist leer; erwartet wird {wanted}",
    },
    "many-documents": {
        "en": "a second document starts here; a rule file has one",
        "de": "hier beginnt ein zweites Dokument; eine Regeldatei hat nur eines",
    },
    # Fields
    "wrong-type": {
        "en": "`{key}` is {found}, expected {wanted}",
        "de": "`{key}` ist {found}, erwartet wird {wanted}",
    },
    "unknown-key": {
        "en": "unknown key `{found}` in {place}",
        "de": "unbekannter Schlüssel `{found}` in {place}",
    },
    "missing-key": {"en": "{place} lacks `{key}`", "de": "{place} fehlt `{key}`"},
    "missing-language": {
        "en": "`{key}` has no text in `{found}`",
        "de": "`{key}` hat keinen Text in `{found}`",
    },
    "empty-text": {"en": "`{key}` is empty", "de": "`{key}` ist leer"},
    "out-of-range": {
        "en": "`{key}` is {found}, expected {wanted}",
        "de": "`{key}` ist {found}, erwartet wird {wanted}",
    },
    "bad-id": {
        "en": "`{found}` is not an id; use lower-case letters, digits, `-` and `_`",
        "de": "`{found}` ist keine Kennung; erlaubt sind Kleinbuchstaben, Ziffern, `-` und `_`",
    },
    "unknown-value": {
        "en": "`{key}` has unknown value `{found}`",
        "de": "`{key}` hat den unbekannten Wert `{found}`",
    },
    # Rulebook
    "unknown-file": {
        "en": "`{found}` is no file of a rulebook",
        "de": "`{found}` ist keine Datei eines Regelwerks",
    },
    "missing-file": {
        "en": "the rulebook lacks `{found}`",
        "de": "dem Regelwerk fehlt `{found}`",
    },
    "missing-question": {
        "en": "the rulebook lacks the question `{found}` of type `{type}`, which the advice needs",
        "de": "dem Regelwerk fehlt die Frage `{found}` vom Typ `{type}`, ohne die es keine Empfehlung gibt",
    },
    "unsupported-schema": {
        "en": "schema `{found}` is unknown, expected `1`",
        "de": "Schema `{found}` ist unbekannt, erwartet wird `1`",
    },
    "no-such-rulebook": {
        "en": "`{found}` is no rulebook to build on; expected `channelfit` or a folder with `rulebook.yaml`",
        "de": "auf `{found}` lässt sich nicht aufbauen; erwartet wird `channelfit` oder ein Ordner mit `rulebook.yaml`",
    },
    "not-an-overlay": {
        "en": "`{found}` stands alone; only a rulebook with `extends` can stand on another",
        "de": "`{found}` steht für sich; nur ein Regelwerk mit `extends` kann auf einem anderen aufbauen",
    },
    "no-copy-of-overlay": {
        "en": "`{found}` builds on another rulebook and cannot be copied as one that stands alone; leave out `--full`",
        "de": "`{found}` baut auf einem anderen Regelwerk auf und kann nicht allein kopiert werden; lassen Sie `--full` weg",
    },
    "circular-overlay": {
        "en": "`{found}` builds on itself: {path}",
        "de": "`{found}` baut auf sich selbst auf: {path}",
    },
    "settings-in-overlay": {
        "en": "settings are inherited; change them under `changes` with `settings:`, `was` and `set`",
        "de": "Einstellungen werden übernommen; ändern Sie sie unter `changes` mit `settings:`, `was` und `set`",
    },
    "one-target": {
        "en": "a change needs exactly one target",
        "de": "eine Änderung braucht genau ein Ziel",
    },
    "nothing-changed": {
        "en": "the change of `{found}` needs `set`, `add` or `disable: true`",
        "de": "die Änderung an `{found}` braucht `set`, `add` oder `disable: true`",
    },
    "unknown-target": {
        "en": "there is no {kind} `{found}` to change",
        "de": "zum Ändern fehlt: {kind} `{found}`",
    },
    "unknown-path": {
        "en": "`{target}` has no `{found}` to change",
        "de": "`{target}` hat kein `{found}`, das sich ändern lässt",
    },
    "not-addable": {
        "en": "`{found}` cannot be added; only parts of these can",
        "de": "`{found}` lässt sich nicht hinzufügen; möglich sind nur Teile von diesen",
    },
    "missing-was": {
        "en": "`was` does not say what `{found}` is; it is `{current}` at {first}",
        "de": "`was` sagt nicht, was `{found}` ist; es ist `{current}` in {first}",
    },
    "failed-was": {
        "en": "`{found}` is `{current}` at {first} and not `{was}` any more; check whether the change still makes sense",
        "de": "`{found}` ist `{current}` in {first} und nicht mehr `{was}`; prüfen Sie, ob die Änderung noch sinnvoll ist",
    },
    "contested-path": {
        "en": "`{found}` is also changed at {first}, by a rulebook that this one does not build on",
        "de": "`{found}` wird auch in {first} geändert, von einem Regelwerk, auf dem dieses nicht aufbaut",
    },
    "disabled-in-use": {
        "en": "the {kind} `{found}` cannot be disabled; it is still needed at {first}",
        "de": "nicht abschaltbar: {kind} `{found}` wird noch gebraucht in {first}",
    },
    "duplicate-id": {
        "en": "{kind} `{found}` is defined twice; first at {first}",
        "de": "{kind} `{found}` ist doppelt vorhanden; zuerst in {first}",
    },
    "unknown-question": {
        "en": "unknown question `{found}`",
        "de": "unbekannte Frage `{found}`",
    },
    "unknown-option": {
        "en": "`{question}` has no option `{found}`",
        "de": "`{question}` kennt die Antwort `{found}` nicht",
    },
    "unknown-section": {
        "en": "unknown section `{found}`",
        "de": "unbekannter Abschnitt `{found}`",
    },
    "unknown-goal": {"en": "unknown goal `{found}`", "de": "unbekanntes Ziel `{found}`"},
    "unserved-goal": {
        "en": "`{channel}` does not serve the goal `{found}`",
        "de": "`{channel}` bedient das Ziel `{found}` nicht",
    },
    "unknown-channel": {
        "en": "unknown channel `{found}`",
        "de": "unbekannter Kanal `{found}`",
    },
    "unknown-evidence": {
        "en": "unknown evidence `{found}`",
        "de": "unbekannter Beleg `{found}`",
    },
    "nothing-expected": {
        "en": "the case `{found}` expects nothing",
        "de": "der Testfall `{found}` erwartet nichts",
    },
    "unknown-rule": {"en": "unknown rule `{found}`", "de": "unbekannte Regel `{found}`"},
    "unknown-note": {"en": "unknown note `{found}`", "de": "unbekannter Hinweis `{found}`"},
    "unknown-placeholder": {
        "en": "`{{{found}}}` names no question",
        "de": "`{{{found}}}` ist keine Frage",
    },
    "wrong-test": {
        "en": "`{question}` is {type}, which cannot be tested with `{found}`",
        "de": "`{question}` ist {type} und lässt sich nicht mit `{found}` prüfen",
    },
    "empty-condition": {
        "en": "a condition without any test; leave it out if it should always hold",
        "de": "eine Bedingung ohne Prüfung; lassen Sie sie weg, wenn sie immer gelten soll",
    },
    "circular-question": {
        "en": "whether to ask `{found}` depends on its own answer: {path}",
        "de": "ob `{found}` gefragt wird, hängt von der Antwort darauf ab: {path}",
    },
    "no-points": {
        "en": "rule `{found}` needs one of `points` and `exclude: true`",
        "de": "Regel `{found}` braucht entweder `points` oder `exclude: true`",
    },
    "name-mismatch": {
        "en": "`{found}` stands in `{file}.yaml`; file name and channel must agree",
        "de": "`{found}` steht in `{file}.yaml`; Dateiname und Kanal müssen gleich sein",
    },
    "partial-hours": {
        "en": "`{key}` is {found}, expected quarters of an hour such as 2.25",
        "de": "`{key}` ist {found}, erwartet werden Viertelstunden wie 2.25",
    },
    "one-of-two": {
        "en": "exactly one of `{first}` and `{second}` is needed",
        "de": "genau eines von `{first}` und `{second}` ist nötig",
    },
    # The house style
    "bad-colour": {
        "en": '`{found}` is not a colour; expected one such as `"#0b5d8a"`, in quotes',
        "de": '`{found}` ist keine Farbe; erwartet wird eine wie `"#0b5d8a"`, in Anführungszeichen',
    },
    "unquoted-colour": {
        "en": "without quotes `{found}` is a comment; put it in quotes",
        "de": "ohne Anführungszeichen ist `{found}` ein Kommentar; setzen Sie es in Anführungszeichen",
    },
    "low-contrast": {
        "en": "`{found}` has a contrast of {whole}.{tenths}:1 with the background `{surface}`, expected at least 4.5:1",
        "de": "`{found}` hat zum Hintergrund `{surface}` einen Kontrast von {whole},{tenths}:1, erwartet wird mindestens 4,5:1",
    },
    "logo-outside": {
        "en": "`{found}` is no path below `{folder}`; put the logo there, and name it as seen from there",
        "de": "`{found}` ist kein Pfad unterhalb von `{folder}`; legen Sie das Logo dorthin und nennen Sie es von dort aus",
    },
    "logo-too-large": {
        "en": "the logo is {found} KB, expected at most {limit} KB",
        "de": "das Logo ist {found} KB groß, erwartet werden höchstens {limit} KB",
    },
    "logo-not-an-image": {
        "en": "`{path}` holds no image; expected PNG, JPEG, GIF, WebP or an SVG in UTF-8",
        "de": "`{path}` enthält kein Bild; erwartet wird PNG, JPEG, GIF, WebP oder ein SVG in UTF-8",
    },
    "logo-active-content": {
        "en": "the logo has `{found}`; expected an SVG without scripts, events, foreign objects, outward links and DOCTYPE",
        "de": "das Logo hat `{found}`; erwartet: ein SVG ohne Skripte, Ereignisse, Fremdobjekte, Verweise nach außen und DOCTYPE",
    },
    # Profiles
    "too-few": {
        "en": "`{question}` has {count}, expected at least {limit}",
        "de": "`{question}` hat {count}, erwartet werden mindestens {limit}",
    },
    "too-many": {
        "en": "`{question}` has {count}, expected at most {limit}",
        "de": "`{question}` hat {count}, erwartet werden höchstens {limit}",
    },
    "listed-twice": {
        "en": "`{question}` lists `{found}` twice",
        "de": "`{question}` nennt `{found}` zweimal",
    },
    "no-equals": {
        "en": "`--set {found}` lacks the answer; expected `--set question=answer`",
        "de": "bei `--set {found}` fehlt die Antwort; erwartet wird `--set frage=antwort`",
    },
    "unknown-language": {
        "en": "unknown language `{found}`",
        "de": "unbekannte Sprache `{found}`",
    },
}

# Words that stand inside a message and name what was found or wanted.
WORDS: dict[str, str] = {
    "a mapping": "eine Zuordnung",
    "a list": "eine Liste",
    "a text": "ein Text",
    "a number": "eine Zahl",
    "a whole number": "eine ganze Zahl",
    "true or false": "true oder false",
    "empty": "leer",
    "a text or a list of texts": "ein Text oder eine Liste von Texten",
    "a text in each language": "ein Text in jeder Sprache",
    "a number or a mapping of goals to numbers": "eine Zahl oder eine Zuordnung von Zielen zu Zahlen",
    "a mapping of channels": "eine Zuordnung von Kanälen",
    "a profile": "ein Profil",
    "a rule file": "eine Regeldatei",
    "a year": "ein Jahr",
    "a choice": "eine Auswahl",
    "a multiple choice": "eine Mehrfachauswahl",
    "a ranking": "eine Rangfolge",
    "a yes/no question": "eine Ja/Nein-Frage",
    "it is no ordinary file": "es ist keine gewöhnliche Datei",
    "`:` does not fit here; quote the text": "`:` passt hier nicht; setzen Sie den Text in Anführungszeichen",
    "expected `:` after this key": "nach diesem Schlüssel wird `:` erwartet",
    "does not fit the lines above; check the indentation": "passt nicht zu den Zeilen darüber; prüfen Sie die Einrückung",
    "tab; YAML is indented and separated with spaces": "Tabulator; YAML wird mit Leerzeichen eingerückt und getrennt",
    "no value starts with this character; quote the text": "so beginnt kein Wert; setzen Sie den Text in Anführungszeichen",
    "`?` ends a text inside brackets; quote it": "`?` beendet in Klammern einen Text; setzen Sie ihn in Anführungszeichen",
    "list is not closed; expected `,` or `]`": "die Liste ist nicht geschlossen; erwartet wird `,` oder `]`",
    "mapping is not closed; expected `,` or `}`": "die Zuordnung ist nicht geschlossen; erwartet wird `,` oder `}`",
    "text is not closed; a quote is missing": "der Text ist nicht geschlossen; ein Anführungszeichen fehlt",
    "question": "Frage",
    "section": "Abschnitt",
    "goal": "Ziel",
    "channel": "Kanal",
    "rule": "Regel",
    "note": "Hinweis",
    "readiness check": "Voraussetzung",
    "essential": "Grundsatz",
    "evidence": "Beleg",
    "check": "Voraussetzung",
    "settings": "Einstellung",
    "part": "Teil",
    "a change": "eine Änderung",
    "case": "Testfall",
    "the profile": "dem Profil",
    "the rulebook": "dem Regelwerk",
}


def describe(problem: Problem, language: str) -> str:
    """The message in the language (`de` or `en`), with the nearest match or what was expected."""
    german = language == "de"
    values = {name: _word(value, german) for name, value in problem.values}
    text = MESSAGES[problem.id]["de" if german else "en"].format(**values)
    if problem.nearest:
        return text + (f"; meinten Sie `{problem.nearest}`?" if german else f"; did you mean `{problem.nearest}`?")
    if problem.expected:
        listed = ", ".join(problem.expected[:12]) + (" ..." if len(problem.expected) > 12 else "")
        return text + (f"; erwartet: {listed}" if german else f"; expected any of {listed}")
    return text


def _word(value: str, german: bool) -> str:
    return WORDS.get(value, value) if german else value
