# Startbildschirm
start-tutorial = Einführung: beim Spielen lernen
start-tutorial-what = Zwei Delegationen, sechs Wochen. Ein Begleiter sagt, was als Nächstes kommt und warum; man kann ihn wegschicken.
start-damaged = Lässt sich nicht öffnen: { $file }. Was ist falsch?
start-turns-left = { $file }: nur aufbewahrte Runden sind übrig.
start-earlier = Frühere Runden
start-turn = Runde { $turn }
start-turn-of = Runde { $turn } von { $turns }
start-over = zu Ende

# Was an einer Datei falsch ist
trouble = Etwas stimmt nicht
trouble-more = Und { $count } weitere.
trouble-kept = Die beschädigte Datei liegt nun als { $file } da. Nichts überschreibt sie.
trouble-untouched = Die Datei ist so geblieben, wie sie ist.
trouble-earlier = Von der letzten aufbewahrten Runde an weiterspielen
trouble-next = Sonst ist nichts berührt: alle anderen Spiele und der Startbildschirm gehen weiter.
