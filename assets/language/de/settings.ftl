# Einstellungen
settings-language = Sprache
settings-theme = Grund
settings-light = Hell
settings-dark = Dunkel
settings-palette = Farben
palette-usual = Üblich
palette-colour-blind = Für Farbfehlsichtige
palette-high-contrast = Hoher Kontrast
settings-scale = Größe von allem
settings-text-speed = Erzählter Text erscheint
speed-at-once = sofort
speed-brisk = zügig
speed-slow = langsam
settings-motion = Weniger Bewegung: nichts bewegt sich, Text erscheint sofort
settings-sample = So sehen Lageberichte und der Begleiter aus, und so erscheinen sie.
settings-usual = Zurück zum üblichen Aussehen
