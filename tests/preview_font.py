"""Makes templates/preview/NotoSansSC-preview.ttf: Noto Sans SC with the characters of the preview pictures alone.

    make preview-font

To be run when `tests/test_preview.py` says that a character is missing. The font comes from the npm package of
tests/node, which has it in parts; fontTools (tests/preview_font.txt) puts those with the wanted characters together.
"""

from __future__ import annotations

import re
import shutil
import string
import tempfile
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from generator import ids
from generator.build.preview_pictures import FONT, drawn_words
from generator.checkout import ROOT
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.write.interface import load_interface
from generator.write.phrases import Phrases
from generator.write.views import Views

PACKAGE = ROOT / "tests/node/node_modules/@fontsource-variable/noto-sans-sc"
WEIGHT = 500
ALWAYS = string.printable.strip() + " –—“”‘’·…，。；：、（）《》"
_FACE = re.compile(
    r"url\(\./(files/[^)]+-wght-normal\.woff2)\).*?unicode-range: ([^;]+);", re.DOTALL
)


def wanted() -> set[int]:
    """Return the code points of all texts in the pictures."""
    seeds = Seeds(ROOT / "seeds")
    library = load_library(seeds)
    texts = {ALWAYS}
    for language in ids.LANGUAGES:
        phrases = Phrases(language, load_interface(language, seeds.interface))
        texts |= drawn_words(Views(library, phrases, ""))
    return {ord(character) for text in texts for character in text}


def parts(points: set[int]) -> dict[Path, set[int]]:
    """Return file of the package → those of ``points`` that it has."""
    found: dict[Path, set[int]] = {}
    for file, ranges in _FACE.findall((PACKAGE / "wght.css").read_text(encoding="utf-8")):
        spans = [part.strip().removeprefix("U+").split("-") for part in ranges.split(",")]
        covered = {
            point
            for point in points
            if any(int(span[0], 16) <= point <= int(span[-1], 16) for span in spans)
        }
        if covered:
            found[PACKAGE / file] = covered
    return found


def made(file: Path, points: set[int], to: Path) -> str:
    """Write a font of one weight with ``points`` from ``file``, without the tables that the pictures do not use."""
    font = instancer.instantiateVariableFont(TTFont(file), {"wght": WEIGHT})
    options = subset.Options(
        layout_features=[], notdef_outline=True, hinting=False, name_IDs=[0, 1, 2, 13, 14]
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "VORG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    font.flavor = None
    font.save(to)
    return str(to)


def main() -> None:
    """Write the font and its licence."""
    with tempfile.TemporaryDirectory() as folder:
        files = [
            made(file, points, Path(folder) / f"{number}.ttf")
            for number, (file, points) in enumerate(sorted(parts(wanted()).items()))
        ]
        font = merge.Merger().merge(files)
    font["head"].created = font["head"].modified = 0  # the same characters give the same file
    FONT.parent.mkdir(exist_ok=True)
    font.recalcTimestamp = False
    font.save(FONT)
    shutil.copyfile(PACKAGE / "LICENSE", FONT.with_name("LICENSE-OFL.txt"))


if __name__ == "__main__":
    main()
