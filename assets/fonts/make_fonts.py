"""Makes the typefaces of this folder from the originals: python make_fonts.py FOLDER (with fonttools).

Keeps Latin letters, punctuation, arrows and the signs that the window uses, and lets figures stand in columns.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

LETTERS = (
    "U+0020-007E,U+00A0-017F,U+0192,U+02C6,U+02DA,U+02DC,U+2010-2027,U+2030,U+2032,U+2033,U+2039,U+203A,U+20AC,U+2116,"
    "U+2122,U+2190-2199,U+2212,U+221E,U+2248,U+2260,U+2264,U+2265,U+25A0,U+25B2,U+25B6,U+25BC,U+25C0,U+25CF,U+2713"
)
FILES = {
    "Inter_400Regular.ttf": "Inter-Regular.ttf",
    "Inter_600SemiBold.ttf": "Inter-SemiBold.ttf",
    "SourceSerif4_400Regular.ttf": "SourceSerif4-Regular.ttf",
    "SourceSerif4_600SemiBold.ttf": "SourceSerif4-SemiBold.ttf",
}


def tabular(font):
    """Figures of one width, by the font's own substitution."""
    table = font["GSUB"].table
    swaps = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for part in table.LookupList.Lookup[index].SubTable:
                    swaps.update(getattr(part, "mapping", None) or part.ExtSubTable.mapping)
    for cmap in font["cmap"].tables:
        for figure in range(ord("0"), ord("9") + 1):
            if figure in cmap.cmap:
                cmap.cmap[figure] = swaps.get(cmap.cmap[figure], cmap.cmap[figure])


for original, name in FILES.items():
    font = TTFont(next(Path(sys.argv[1]).rglob(original)))
    tabular(font)
    options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl"], hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(LETTERS))
    subsetter.subset(font)
    font.save(Path(__file__).parent / name)
