"""The Unicode characters for the codes of the symbol fonts of Word files and web pages: Symbol, Wingdings and similar ones.

The tables follow Unicode's mappings; a character that few fonts have is replaced by a common one of the
same shape.
"""

from __future__ import annotations

UNKNOWN = "\ufffd"

_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\uf8e5αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…\uf8e6\uf8e7↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"
    "⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\uf8ff〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
)
"""The characters of the font Symbol from 0x20 on, and from 0xA0 on."""
FONTS: dict[str, dict[int, str]] = {
    "symbol": {
        start + index: character
        for start, characters in zip((0x20, 0xA0), _SYMBOL, strict=True)
        for index, character in enumerate(characters)
    },
    "wingdings": {
        0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺",
        0x4C: "☹", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "◆", 0x74: "◆", 0x75: "◆",
        0x76: "❖", 0x77: "◆", 0x78: "☒", 0x7A: "⌘", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAA: "✦", 0xAB: "★",
        0xAC: "✶", 0xAE: "✹", 0xB6: "✰", 0xD7: "◀", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE3: "↖", 0xE4: "↗",
        0xE5: "↙", 0xE6: "↘", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⇔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
        0xFE: "☑", 0x80: "⓪", 0x8B: "⓿",
        **{0x81 + n: chr(ord("①") + n) for n in range(10)},
        **{0x8C + n: chr(ord("❶") + n) for n in range(10)},
    },
    "wingdings 2": {
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x69: "⓪", 0xA3: "□",
        **{0x6A + n: chr(ord("①") + n) for n in range(10)},
        **{0x75 + n: chr(ord("❶") + n) for n in range(10)},
    },
    "wingdings 3": {
        0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x6A: "↖", 0x6B: "↗", 0x6C: "↙", 0x6D: "↘", 0x70: "▲", 0x71: "▼",
        0x72: "△", 0x73: "▽", 0x74: "◀", 0x75: "▶", 0x76: "◁", 0x77: "▷", 0x7D: "▶",
    },
    "webdings": {
        0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼", 0x3C: "■", 0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗",
    },
}  # fmt: skip
_PRIVATE = range(0xF000, 0xF100)
"""The private-use characters in which Word stores the codes of such fonts."""


def symbol(font: str, code: int) -> str | None:
    """Return the character of ``font`` with ``code``, or None if no table has it.

    >>> symbol("Symbol", 0xF0B3), symbol("Wingdings 2", 0xA3), symbol("宋体", 0x2265)
    ('≥', '□', '≥')
    """
    known = FONTS.get(font.strip().lower())
    if known is not None or code in _PRIVATE:
        return (known or {}).get(code & 0xFF)
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF else None
