# Um jede Seite
class-skip = Zum Inhalt springen
class-pages = Seiten
class-place = { $nation } · Tisch { $table }
class-left = noch { $time }
class-left-paused = Angehalten, noch { $time }
class-paused = Angehalten
class-lost = Keine Verbindung zur Klasse. Es wird weiter versucht; was Sie schreiben, bleibt hier und wird dann gesendet.
class-kept = Auf dem Server behalten.
class-refused = Nicht angenommen:
class-not-taken = Nicht angenommen
class-to-seat = Zurück zu Ihrem Platz
class-to-join = Einer Klasse beitreten
class-page-now = Jetzt
class-page-briefing = Lagebericht
class-page-world = Welt
class-page-messages = Nachrichten
class-page-mine = Mein Platz

# Was nicht angenommen wird, und warum
class-no-seat = Dieses Gerät hat keinen Platz in der Klasse: der Platz wurde aufgegeben, oder seine Kennung ist abgelaufen.
class-disk = { $why }. Nichts wird angenommen, bis die Lehrkraft den Server neu gestartet hat.
class-text-empty = Der Text ist leer.
class-text-long = Der Text hat { $length } Zeichen; höchstens { $most } werden gesendet.
class-name-empty = Geben Sie den Namen ein, unter dem die Klasse Sie kennt.
class-name-long = Der Name hat { $length } Zeichen; höchstens { $most } werden behalten.
class-not-playing = Die Spiele laufen jetzt nicht; die Lehrkraft beginnt und beendet sie.
class-no-table = Diesen Tisch gibt es nicht.
class-table-paused = Der Tisch ist angehalten; was Sie gewählt hatten, können Sie senden, wenn es weitergeht.
class-led-for-you = Eine eingebaute Strategie führt Ihren Platz; drücken Sie zuerst „Ich bin zurück“.
class-moved-on = Am Tisch ist es weitergegangen, seit Sie diese Seite sahen; sehen Sie sie neu an und entscheiden Sie noch einmal.
class-too-much = Von diesem Platz kam zu viel auf einmal. Warten Sie einige Sekunden; verloren ist nichts.
class-not-your-vote = Die Stimme dieser Gruppe gibt { $name } ab.
class-package-empty-refused = Ihr Paket ist leer: wählen Sie bei mindestens einem Thema eine Möglichkeit.
class-no-package = Ein solches Paket gibt es an diesem Tisch jetzt nicht.
class-leads-already = Ihre Delegation führt ihren Platz bereits selbst.

# Beitreten
class-join = Der Klasse beitreten
class-join-code = Der Code an der Tafel
class-join-name = Ihr Name, wie die Klasse Sie kennt
class-join-button = Platz nehmen
class-join-what = Sie bekommen einen Platz in einer Delegation. Es gibt kein Konto; was Sie schreiben, bleibt auf dem Rechner der Lehrkraft.
class-recover = Ich hatte einen Platz auf einem anderen Gerät
class-recover-code = Ihr Rückkehrcode: acht Zeichen, auf Ihrer Seite „Mein Platz“
class-recover-button = Zurück an meinen Platz
class-recover-lost = Verloren? Ihre Lehrkraft kann ihn vorlesen.
class-too-many-codes = Aus diesem Netz kamen zu viele falsche Codes. Warten Sie eine halbe Minute und versuchen Sie es noch einmal.
class-wrong-code = Zu diesem Code gibt es keine Klasse. Er hat sechs Buchstaben und Ziffern und steht an der Tafel.
class-wrong-recovery = Zu diesem Rückkehrcode gibt es keinen Platz. Er hat acht Buchstaben und Ziffern.
class-full = Die Klasse ist voll: { $tables } Tische mit { $people } in jeder Delegation. Bitten Sie Ihre Lehrkraft um einen weiteren Tisch.

# Rollen
class-role-leader = Leitung der Delegation
class-role-trade = Handelsministerium
class-role-security = Sicherheitsberatung
class-role-home = Stimme der Heimat
class-task-leader = Sie haben das letzte Wort: sorgen Sie dafür, dass die Delegation rechtzeitig zieht, und unterschreiben Sie nur, was Sie verteidigen könnten.
class-task-trade = Sie arbeiten am Tisch: wissen Sie, was jede Möglichkeit für Sie wert ist, und finden Sie, was Sie wenig kostet und drüben viel bringt.
class-task-security = Sie achten auf Drohungen und Termine: sagen Sie, was fällig wird, wessen Wort geglaubt wird und was Zurückweichen kosten würde.
class-task-home = Sie sprechen für die Wähler: sagen Sie zu jedem Angebot, ob es zu Hause durchginge. Wird beim Gipfel unterschrieben, geben Sie die Stimme einer Wählergruppe ab (Zwei-Ebenen-Spiel).
class-your-part = Ihr Part: { $role }
class-with = Mit Ihnen in der Delegation:
class-alone = Sie sind allein in Ihrer Delegation: alle vier Rollen sind Ihre.
class-away = fort
class-watch-words = Worte, die stehen
class-watch-own = Zurückweichen würde { $cost } Punkte kosten.
class-watch-theirs = Wird zu { $share } geglaubt.
class-watch-measures = Ihre Maßnahmen als etwas, das man geben kann
class-watch-measures-what = Was es jetzt brächte, jede ganz aufzuheben: für Ihren Nutzen und etwa für den anderen.
class-measure = Maßnahme
class-to-you = Für Sie, Punkte
class-to-them = Drüben, Punkte

# Vor den Spielen
class-welcome = Willkommen, { $name }. Ihre Rolle: { $role }, { $nation }, Tisch { $table }.
class-joining = Die Klasse tritt bei
class-joining-what = { $count ->
    [one] Eine Person hat einen Platz. Die Lehrkraft beginnt die Einführung; diese Seite folgt von selbst.
   *[other] { $count } haben einen Platz. Die Lehrkraft beginnt die Einführung; diese Seite folgt von selbst.
  }
class-read-and-confer = Lesen und beraten
class-confer-what = Lesen Sie unter { $briefing } nach, und klären Sie in der Delegation, was Sie wollen, was Sie geben könnten und was Sie nicht unterschreiben würden. Die Lehrkraft beginnt die Spiele; diese Seite folgt von selbst.
class-recovery-code = Ihr Rückkehrcode, falls dieses Gerät ausfällt: { $code }
class-teacher-says = Lehrkraft:

# Lagebericht
class-briefing-of = Lagebericht: { $nation }
class-your-role = Ihre Rolle: { $role }
class-agree-first = Alle in der Delegation dürfen für sie handeln. Einigen Sie sich erst, dann drückt eine Person den Knopf.
class-public-part = Öffentlicher Teil
class-private-part = Vertraulicher Teil
class-eyes-only = Nur für Ihre Delegation
class-ideas = Sechs Ideen, auf die zu achten ist
class-idea-batna = Was Sie ohne Einigung bekommen (BATNA)
class-idea-batna-what = Ihre beste Alternative zu einem Abkommen. Ein Abkommen ist nur wert, was es darüber hinaus bringt.
class-idea-zopa = Raum für eine Einigung (ZOPA)
class-idea-zopa-what = Die Pakete, die beide Seiten keiner Einigung vorziehen. Er kann leer sein, und er wandert, wenn sich die Alternativen ändern.
class-idea-logrolling = Tausch über Themen hinweg (Logrolling)
class-idea-logrolling-what = Geben, was Sie wenig kostet und drüben viel bringt, für das, was Ihnen viel bringt und drüben wenig kostet.
class-idea-two-level = Zwei-Ebenen-Spiel
class-idea-two-level-what = Was Sie unterschreiben, muss zu Hause durchgehen. Was dort durchginge, ist Ihr Win-set; auch die andere Seite ist durch das ihre gebunden.
class-idea-audience = Der Preis des Zurückweichens (Publikumskosten)
class-idea-audience-what = Eine öffentliche Drohung, die nicht wahr gemacht wird, kostet Sie zu Hause und schwächt die nächste.
class-idea-commitment = Selbstbindung
class-idea-commitment-what = Ein Wort ist so viel wert, wie es kosten würde, es zu brechen.

# Nachrichten
class-message-to = An
class-to-delegation = nur meine Delegation
class-to-other = die Delegation { $nation }
class-to-all = alle an diesem Tisch
class-message = Nachricht
class-message-kept = Was Sie schreiben, wird beim Schreiben auf dem Server behalten.
class-send = Senden
class-announced = An die Klasse
class-at-this-table = An diesem Tisch
class-no-messages = Noch keine Nachrichten. Was Sie und die anderen schreiben, steht hier, das Neueste zuerst.
class-somebody = jemand
class-the-teacher = Die Lehrkraft
class-own-delegation = die eigene Delegation
class-you = Sie
class-everybody = alle am Tisch

# Mein Platz
class-coming-back = Zurückkommen
class-coming-back-what = Auf diesem Gerät kommen Sie von selbst zurück. Auf einem anderen öffnen Sie { $address } und geben Ihren Rückkehrcode ein:
class-write-down = Schreiben Sie ihn auf. Wer ihn hat, hat Ihren Platz.
class-who-sits-where = Wer wo sitzt
class-you-are = Sie: { $name }, { $role }, { $nation }, Tisch { $table }.
class-your-delegation-mark = (Ihre Delegation)
class-nobody-leads = Niemand: eine eingebaute Strategie führt sie.
class-leave = Die Klasse verlassen
class-leave-what = Ihr Platz ist dann frei für andere. Ihre Lehrkraft kann ihn zurückgeben.
class-leave-button = Meinen Platz aufgeben

# Jetzt
class-turn = Runde { $turn } von { $turns }
class-summit-ended = Ausgang des Gipfels:
class-summit-today = { $place } ist heute
class-summit-in = { $days ->
    [one] noch 1 Tag bis { $place }
   *[other] noch { $days } Tage bis { $place }
  }
class-you-were-away = Sie waren fort: die eingebaute Strategie „{ $policy }“ führt Ihren Platz.
class-i-am-back = Ich bin zurück
class-paused-what = Die Lehrkraft hat den Tisch angehalten. Die Uhr steht; Sie können lesen und vorbereiten.
class-nothing-to-decide = Jetzt ist nichts zu entscheiden
class-goes-on = Das Spiel geht von selbst weiter.
class-table-waits = Der Tisch wartet auf:
class-led-by-policy = (von einer eingebauten Strategie geführt)
class-meanwhile = Sind Sie an der Reihe, sagt es diese Seite. Sehen Sie inzwischen unter { $world } nach, oder schreiben Sie unter { $messages }.
class-asked-moves = Züge
class-asked-word = ein Wort am Tisch
class-asked-settle = was aus einem fälligen Wort wird
class-asked-attend = ob sie zum Gipfel reist
class-asked-comply = ob sie das Abkommen hält
class-asked-vote = die Abstimmung zu Hause
class-your-moves = Ihre Züge
class-moves-left = noch { $public } öffentliche und { $private } vertrauliche · politisches Kapital { $capital }
class-moves-talks = Gespräche und Treffen
class-moves-pressure = Druck
class-moves-easing = Entspannung und Zusagen
class-moves-words = Worte
class-moves-allies = Verbündete
class-moves-home = Zu Hause
class-moves-summit = Der Gipfel
class-made = In dieser Runde gezogen; es wirkt, wenn alle Delegationen ihre Züge beendet haben:
class-undo = Den letzten Zug zurücknehmen
class-end-moves = Unsere Züge beenden
class-moves-time = Läuft die Zeit ab, gelten die Züge, die Sie gemacht haben; haben Sie keinen gemacht, zieht dieses eine Mal eine eingebaute Strategie für Sie.
class-settle-execute = Ihr Nutzen { $mine }, { $nation } etwa { $theirs }
class-settle-postpone = kostet jetzt { $cost } Punkte vor dem Publikum; noch { $times } Mal möglich
class-settle-back-down = kostet { $cost } Punkte vor dem Publikum, und Ihr nächstes Wort wiegt weniger
class-attend-go = Reisen und verhandeln
class-attend-stay = Fernbleiben
class-attend-cancelled = der Gipfel ist dann abgesagt
class-comply-with = Mit { $nations }, bis { $day }:
class-comply-breaks = die Maßnahmen kehren zurück, und Ihr Wort gilt überall weniger
class-waiting-for-you = Wartet auf Ihre Antwort
class-news = Nachrichten
class-no-news = In dieser Runde wissen Sie noch von nichts.
class-turn-before = Die Runde davor
class-earlier = Alles, was früher geschah
class-nothing-soon = Nichts in den nächsten drei Wochen.
class-later-dates = { $count ->
    [one] 1 späterer Termin
   *[other] { $count } spätere Termine
  }
class-standing = Wo Sie stehen
class-payoff-now = Ihr Nutzen jetzt, 0 bis 100
class-batna = Was Sie ohne Einigung bekommen (BATNA)
class-approval = Zustimmung zu Hause

# Der Tisch
class-round = Runde { $round } von { $rounds } · unter { $least } Punkten über keiner Einigung würden Sie nicht unterschreiben (Reservationswert) · Ihr bestes Paket brächte { $best }.
class-accept = Annehmen, für uns { $worth } wert
class-walk-out-what = Das Treffen endet ohne Abkommen; beim Gipfel heißt das: Sie sind gegangen.
class-walk-out = Den Tisch verlassen
class-no-offer = Noch kein Angebot. Wer zuerst spricht, gibt den Ton an.
class-draft = Ein Entwurf aus früheren Gesprächen liegt auf dem Tisch, für Sie { $worth } Punkte wert:
class-your-last-offer = Ihr letztes Angebot
class-their-last-offer = Letztes Angebot: { $nation }
class-offer-worth = für Sie { $worth } Punkte über keiner Einigung
class-against-before = Gegen das Angebot davor:
class-at-home = Zu Hause: { $support } dafür, { $quota } nötig
class-offer-by-group = Das Angebot auf dem Tisch, nach Gruppen
class-group = Gruppe
class-votes = Stimmen
class-margin = Spielraum, Punkte
class-poll = Stimme der Heimat, wären Sie dafür? In Ihrer Delegation bisher { $pro } dafür, { $contra } dagegen. Das ist ein Rat; abgestimmt wird nach dem Gipfel.
class-poll-for = Dafür
class-poll-against = Dagegen
class-build = Ein Paket bauen
class-build-what = Vor jeder Möglichkeit: Punkte über keiner Einigung für Sie, wenn sie gehalten wird.
class-build-theirs = In Klammern danach: wie sehr sie { $nation } zu gefallen scheint, 0 bis 100 ({ $sure }).
class-closed-by = wird geschlossen von
class-left-open = offen
class-to-you-worth = für Sie { $worth }
class-offer = Auf den Tisch legen
class-ask-price = Fragen, was sie dafür wollten
class-work-out = Wert ausrechnen
class-begin-with = Beginnen mit:
class-begin-best = unserem besten
class-begin-middle = einer fairen Mitte
class-begin-standing = dem Angebot auf dem Tisch
class-begin-draft = dem Entwurf
class-begin-nothing = nichts
class-package-empty = Ihr Paket ist leer.
class-package-above = Ihr Paket: für Sie { $worth } Punkte, über dem Mindesten für Sie ({ $least }, Reservationswert).
class-package-below = Ihr Paket: für Sie { $worth } Punkte, unter dem Mindesten für Sie ({ $least }, Reservationswert).
class-package-theirs = Drüben ({ $nation }) scheint es zu { $share } von 100 zu gefallen.

# Die Abstimmung zu Hause
class-vote-title = Was unterschrieben ist, wird zu Hause zur Abstimmung gestellt
class-vote-yours = Sie geben die Stimme von { $group } ab: { $weight } aller Stimmen. { $quota } müssen dafür sein, sonst fällt das Abkommen.
class-vote-group = { $group } stimmt ab: { $weight } aller Stimmen. { $quota } müssen dafür sein, sonst fällt das Abkommen.
class-vote-signed = Was unterschrieben ist
class-vote-groups = Wie es jetzt aussieht, sind { $support } dafür; nötig sind { $quota }.
class-vote-stake = Ihrer Gruppe ist es { $worth } Punkte gegenüber keiner Einigung wert, das Ansehen Ihrer Regierung eingerechnet.
class-vote-plain-gain = Das ist ein klarer Gewinn: wer für die Gruppe spricht, könnte nicht dagegen stimmen.
class-vote-plain-loss = Das ist ein klarer Verlust: wer für die Gruppe spricht, könnte nicht dafür stimmen.
class-vote-open = Es ist so knapp, dass sich beides vertreten lässt.
class-vote-for = Dafür stimmen
class-vote-for-what = die ganze Gruppe stimmt dafür
class-vote-against = Dagegen stimmen
class-vote-against-what = die ganze Gruppe stimmt dagegen
class-vote-free = Die Gruppe entscheiden lassen
class-vote-free-what = die Gruppe stimmt, wie sie selbst urteilt, mit etwas Zufall im Urteil
class-vote-time = Läuft die Zeit ab, entscheidet die Gruppe selbst.
class-vote-others = { $name } spricht für diese Gruppe und gibt ihre Stimme ab. Es ist nicht Ihre.
class-vote-write = Sagen Sie, was Sie wollen
class-win-set = Was zu Hause durchginge (Win-set)
class-win-set-what = Sie sprechen für { $group }, { $weight } der Stimmen; { $quota } müssen dafür sein. Jede Möglichkeit für sich, unterschrieben mit { $nation }:
class-option = Möglichkeit
class-your-group = Ihre Gruppe, Punkte
class-in-favour = Dafür

# Welt
class-world = Die Lage der Welt, wie Sie sie sehen
class-goals = Was Sie wollen, und wie weit es erreicht ist
class-goal = Ziel
class-goal-met = Erreicht, 0 bis 100
class-others = Die anderen
class-others-figures = Die anderen in Zahlen
class-what = Was
class-trust = Ihr Vertrauen (0 bis 1)
class-market = Anspannung der Märkte: { $stress } von 1.
class-meeting-in = Das Treffen in { $place }:
class-no-dates = Nichts steht bevor. Treffen, Fristen und angekündigte Maßnahmen stehen hier.
class-from-day = ab { $day }: { $level }
class-suspended = ausgesetzt; kann zurückkehren zu { $level }
class-mild-to-harsh = Von mild bis hart:
class-word-met = hat gewirkt oder wurde gehalten
class-word-executed = wahr gemacht
class-word-broken = gebrochen
class-word-bluffed = nicht wahr gemacht
class-word-withdrawn = zurückgenommen
class-word-expired = überholt
class-home-what = Gruppen, deren Stimmen entscheiden, ob ratifiziert wird, was Sie unterschreiben; nötig sind { $quota }.
class-no-deal = Ohne Einigung: Ihre Wirtschaft
class-no-deal-same = Ihr Handel, Ihre Preise und Ihre Versorgung änderten sich nicht.
class-no-deal-what = Nach dem Handelsmodell, gegenüber den geltenden Maßnahmen, wenn sich alles angepasst hat.
class-rapport = Verhältnis zu Ihnen { $rapport }
class-off-message = sprach in Runde { $turn } ohne Auftrag
class-disavowed = davon distanzierte man sich

# Nachbesprechung
class-debrief = Nachbesprechung
class-over = Das Spiel ist zu Ende
class-over-what = Die Nachbesprechung steht hier, sobald der Tisch zu Ende gespielt hat.
class-own-payoff = Der Nutzen Ihrer Delegation war { $payoff } von 100. { $sent } ihrer Entscheidungen haben Sie gesendet.
class-none-better = An keinem anderen Tisch war die Delegation dieser Seite besser.
class-better = An { $better } von { $others } anderen Tischen war die Delegation dieser Seite besser.
class-table = Tisch
class-payoff = Nutzen, 0 bis 100
class-yours = (Ihrer)
class-own-debrief = Nachbesprechung Ihres Tisches
class-own-debrief-what = Das Spiel ist zu Ende: jetzt darf alles bekannt sein. Sprechen Sie mit der anderen Seite darüber.

# Öffentlicher Bildschirm
class-stage-joining = Beitreten
class-stage-briefing = Einführung und Beratung
class-stage-play = Spiel
class-stage-debrief = Nachbesprechung
class-screen = Öffentlicher Bildschirm
class-screen-status = { $stage } · { $count } in der Klasse
class-screen-tables = Tische. Die Spannung zwischen { $one } und { $other } reicht von 0 bis 1.
class-day = Tag
class-tension = Spannung
class-state = Stand
class-time-left = Zeit
class-day-over = zu Ende
class-waits-for = wartet auf { $who }
class-qr = QR-Code der Adresse für die Klasse
class-open-and-type = Öffnen Sie { $address } und geben Sie den Code ein
class-other-addresses = Andere Adressen dieses Rechners:
