# Start
quit = Beenden
settings = Einstellungen
close = Schließen
start-what = Führen Sie eine Delegation durch eine Handelskrise bis zum Gipfel. Jede Zahl nennt auf Wunsch ihre Gründe.
start-scenario = Krise
start-length = { $turns } Runden · { $nations } Delegationen
start-continue = Fortsetzen
start-seat = Sie führen
start-difficulty = Die Staatschefs gegenüber
difficulty-mix = Wie das Szenario sie zieht
difficulty-novice = Anfänger
difficulty-seasoned = Erfahren
difficulty-master = Meister
start-seed = Startwert
start-seed-what = Gleiche Krise, gleicher Startwert und gleiche Entscheidungen ergeben das gleiche Spiel.
start-seed-wrong = Ein Startwert ist eine ganze Zahl von 0 bis 18446744073709551615.
start-begin = Beginnen
engine-english = Was das Spiel selbst erzählt (Nachrichten, Züge, Lageberichte), ist auf Englisch.

# Seiten
page-map = Karte
page-moves = Züge
page-talks = Gespräche
page-home = Zu Hause
page-war-room = Lagezentrum
page-summit = Gipfel und Termine
page-debrief = Nachbesprechung
palette = Suche
to-start = Startbildschirm

# Stand
standing-payoff = Ihr Nutzen jetzt
standing-no-deal = Ohne Einigung (BATNA)
standing-capital = Politisches Kapital
standing-approval = Zustimmung
tip-payoff = Wie weit Ihre Ziele erreicht sind, 0 bis 100 Punkte, nach den Gewichten unten.
tip-no-deal = Was zu erwarten ist, wenn der Gipfel ohne Einigung endet, 0 bis 100 Punkte.
tip-capital = Züge kosten politisches Kapital; jede Runde kommt etwas zurück, mit Zustimmung mehr.
tip-approval = Wie viele zu Hause einverstanden sind.
goals = Ziele (0 bis 100)
weight = Gewicht
negotiators = Unterhändler
replaced = vertreten
off-message = sprach ohne Auftrag
constituencies = Gruppen zu Hause, nach Stimmen
see-home = Was ginge zu Hause durch?

# Nachrichten
news-all = Alle
news-none = Noch keine Nachrichten. Was geschieht, steht hier mit Datum.
private = vertraulich

# Züge
moves-not-now = Züge macht man zu Beginn einer Runde. Was jetzt gefragt ist, steht am Fuß des Fensters.
moves-none = Kein Zug dieser Art ist jetzt möglich.
moves-refused = Jetzt nicht möglich
do-it = Ausführen
ask-war-room = Was käme dabei heraus?
undo = Zurücknehmen
end-turn = Runde beenden
end-turn-unanswered = Runde beenden: { $count } unbeantwortet
turn-no-moves = Noch keine Züge. Sie stehen hier und können bis zum Ende der Runde zurückgenommen werden.
asked-talk = Sie sitzen am Tisch: annehmen, anbieten, fragen oder gehen, unter Gespräche.
asked-answer = Sie werden um eine Antwort gebeten.
game-over = Das Spiel ist zu Ende. Die Nachbesprechung sagt, was es ergab und warum.
tray-table = Ein Treffen läuft

# Gespräche
talks-none = Keine Gespräche
talks-none-what = Bitten Sie um ein Treffen; wenn es stattfindet, steht der Tisch hier.
talks-lines = Drähte zu den anderen
talks-open = offen
talks-closed = geschlossen
talks-round = Runde { $round } von { $rounds }
talks-vote = Die Runden sind vorbei: der Tisch stimmt über das letzte Angebot ab. Annehmen heißt dabei sein, gehen heißt draußen bleiben.
talks-asked = Sie werden gefragt, was Sie dafür wollten. Antworten Sie mit einem Angebot.
talks-package = Ihr Paket
talks-weight = { $share } dessen, was die andere Seite bewegt
talks-draft = Entwurf von unten, für Sie { $value } Punkte wert:
talks-last-offer = Letztes Angebot, für Sie { $value } Punkte wert
talks-stands = auf dem Tisch
talks-empty-package = Wählen Sie Möglichkeiten, oder beginnen Sie mit einem der Pakete oben.
talks-theirs = Drüben scheint es zu { $share } von 100 zu gefallen.
talks-plane = Angebote bisher
plane-theirs = ihres, wie es scheint (0–100)
plane-mine = Ihres (Punkte über keiner Einigung)
plane-reservation = Ihr Reservationswert
option-open = offen
start-best = Mein bestes
start-middle = Faire Mitte
start-standing = Ihr Angebot
start-draft = Entwurf von unten
start-clear = Leeren
say-accept = Das Angebot annehmen
say-offer = Ihr Paket anbieten
say-ask-price = Was wollten Sie dafür?
say-walk-out = Den Tisch verlassen

# Zu Hause
home-title = Was zu Hause durchgeht (Win-set)
home-your-package = Ihr Paket:
home-standing = Das Angebot auf dem Tisch:
home-draft = Der bisherige Entwurf:
home-no-package = Bauen Sie am Tisch ein Paket, um zu sehen, wer dafür wäre.
home-wants = Will
home-for = dafür mit
home-against = dagegen mit
home-support = { $share } zu Hause stimmten dafür; nötig: { $quota }.
home-passes = Es ginge durch, soweit Sie wissen.
home-fails = Es fiele durch, soweit Sie wissen.

# Lagezentrum
war-room-title = Was daraus werden kann
war-room-what = Ihre Fachleute spielen den Rest der Krise viele Male, aus dem, was Ihre Delegation weiß. Balken zeigen, wie oft jedes Ende kam, das dunkle Band, wie sicher das ist (95 %).
war-room-working = Wird durchgespielt …
war-room-nothing = Von hier aus lässt sich nichts durchspielen.
war-room-usual = Weiter wie üblich
war-room-payoff = Ihr Nutzen am Ende, im Mittel:

# Gipfel
settle-title = Ihr Wort wird fällig
settle-execute = Wahr machen
settle-execute-what = Ihr Nutzen { $mine }; { $nation } etwa { $theirs }.
settle-postpone = Aufschieben
settle-back-down = Zurückweichen
settle-back-down-what = Kostet { $cost } Punkte vor dem Publikum, und Ihr nächstes Wort wiegt weniger.
attend-title = Reisen Sie nach { $place }?
attend-what = Was der Gipfel bringen kann { $prospect }, die Verabredung halten { $appointment }, einen Rivalen bei dieser Spannung treffen { $tension }: zusammen { $sum } Punkte fürs Reisen.
attend-yes = Reisen
attend-no = Fernbleiben
comply-title = Halten Sie das Abkommen eine weitere Runde?
comply-what = Ein Bruch: { $regime } Punkte aus den Maßnahmen, { $word } aus dem gebrochenen Wort: zusammen { $sum }.
comply-yes = Halten
comply-no = Brechen
attendance-expected = wird erwartet
attendance-confirmed = hat zugesagt
attendance-doubtful = hat es in Frage gestellt
attendance-cancelled = kommt nicht
dates = Was kommt, wenn niemand etwas tut
dates-none = Keine Termine.
words-given = Drohungen und Zusagen
word-stands = steht
words-none = Noch keine; sie stehen hier mit ihrem Ausgang.

# Karte
tension = Spannung (0 bis 1)
trust = Vertrauen (0 bis 1)
threat-credibility = Macht Drohungen wahr
promise-credibility = Hält Zusagen
measures = Maßnahmen
measures-none = Keine.
briefing = Lagebericht

# Nachbesprechung
debrief-later = Die Nachbesprechung entsteht, wenn das Spiel zu Ende ist.
play-on = Von hier weiterspielen
play-on-what = Öffnet ein anderes Spiel vom ersten Morgen dieser Runde an; dieses bleibt gespeichert.
