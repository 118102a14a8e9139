# Settings
settings-language = Language
settings-theme = Ground
settings-light = Light
settings-dark = Dark
settings-palette = Colours
palette-usual = Usual
palette-colour-blind = Colour-blind safe
palette-high-contrast = High contrast
settings-scale = Size of everything
settings-text-speed = Told text appears
speed-at-once = at once
speed-brisk = briskly
speed-slow = slowly
settings-motion = Reduced motion: nothing moves, text appears at once
settings-sample = This is how briefings and the coach look and appear.
settings-usual = Back to the usual look
