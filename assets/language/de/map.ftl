# Die Karte.
layer-pressure = Druck
layer-trade = Handel
layer-supply = Versorgung mit { $input }
legend-calm = ruhig zwischen beiden
legend-tense = gespannt: breiter, röter, gestrichelt
legend-in-force = Maßnahme in Kraft, in der Farbe ihres Urhebers
legend-announced = angekündigt: noch nicht in Kraft oder vor einer Änderung
legend-trade-now = verkaufte Güter, in der Farbe des Verkäufers; Breite nach Wert
legend-trade-before = was die Maßnahmen genommen haben, hinter dem, was bleibt
legend-mine = gefördert; Fläche nach Menge
legend-processing = raffiniert
legend-making = hergestellt
legend-supply = kommt an; Breite nach Anteil am Bedarf
legend-missing = zurückgehalten, hinter dem, was kommt
stage-mine = Gefördert
stage-processing = Raffiniert
stage-making = Hergestellt
trade-flow =
    { $exporter } verkauft an { $importer }:
    { $now } { $unit } im Jahr unter den heutigen Maßnahmen, sobald sich alles angepasst hat
    { $base } im Jahr { $year } ({ $change } %)
    Quelle der Ausgangswerte: { $source }
input-flow =
    { $supplier } liefert { $user } in gewöhnlichen Zeiten { $share } des Bedarfs an { $input }.
    Unter den heutigen Maßnahmen kommen davon noch { $left }.
input-ndfeb-magnets = NdFeB-Magneten
