# Seiten, die in einem breiten Fenster neben den anderen stehen
page-delegation = Delegation
page-news = Nachrichten

# Suche
palette-hint = Ein paar Buchstaben einer Seite, eines Zugs, einer Nation oder einer Nachricht
palette-what = Auf und Ab wählen, Eingabe nimmt, Esc schließt. Ein genommener Zug kann bis zum Ende der Runde zurückgenommen werden.
palette-nothing = Nichts gefunden. Weniger Buchstaben finden mehr.
palette-nation = Akte: { $nation }

# Hilfe
help = Hilfe
help-what = Führen Sie eine Delegation zum Gipfel. Jede Runde: Züge machen, dann die Runde beenden; reden, wenn ein Treffen läuft; was die Staatschefs unterzeichnen, muss zu Hause durchgehen.
help-terms = Begriffe
help-keys = Tasten
help-every-button = Tab und Umschalt+Tab gehen von Knopf zu Knopf; Leertaste oder Eingabe drückt ihn. Ist das Spiel zu Ende, haben Seiten andere Nummern.
key-picture = Ein Bild des Fensters speichern
term-payoff = Nutzen
term-payoff-what = Wie weit Ihre Ziele erreicht sind, 0 bis 100 Punkte.
term-no-deal = Was Sie ohne Einigung bekommen (BATNA)
term-no-deal-what = Ihr Nutzen, wenn der Gipfel mit nichts endet. Nur was besser ist, lohnt die Unterschrift.
term-reservation = Das Mindeste, das Sie annähmen (Reservationswert)
term-reservation-what = Der kleinste Gewinn gegenüber keiner Einigung, für den Sie unterschrieben; ein festes Mandat und hohe Spannung heben ihn.
term-leverage = Wer die Einigung weniger braucht (Hebel)
term-leverage-what = Die Seite, die ohne Einigung weniger verliert, kann mehr verlangen.
term-win-set = Was zu Hause durchgeht (Win-set)
term-win-set-what = Alle Pakete, für die genug Ihrer Gruppen zu Hause stimmen würden.
term-audience = Der Preis des Zurückweichens (Publikumskosten)
term-audience-what = Zustimmung und Glaubwürdigkeit, die eine öffentliche Drohung kostet, wenn Sie sie nicht wahr machen.
term-logrolling = Geben, was für Sie billig und drüben teuer ist (Logrolling)
term-logrolling-what = Zwei solche Gaben stellen beide besser als die Mitte in jeder Frage.
