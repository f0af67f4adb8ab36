"""The pictures that messengers show for a link: one for each kind of page and language, drawn at every build.

All have the same parts: the site's name, the kind of page, the scope of the site in a sentence, and a bar for each guide,
hatched for drafts. They are in tones of one colour, so that a file has 10 to 20 kB. The letters are those of
templates/preview/, as no font of the machine is used: the same data give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from generator import ids
from generator.build.preview import HEIGHT, KINDS, OTHER, WIDTH, kind_name
from generator.checkout import TEMPLATES
from generator.cite.works import SITE
from generator.link import Library
from generator.model import Guide
from generator.write.pages.page import reach
from generator.write.phrases import Phrases
from generator.write.views import Views

FONT = TEMPLATES / "preview" / "NotoSansSC-preview.ttf"
"""Noto Sans SC with the characters of the pictures alone, made by tests/preview_font.py."""
_PAPER, _INK = (255, 255, 255), (8, 63, 87)
_FULL, _STRONG, _QUIET, _PALE = 255, 225, 165, 35
"""Tones: 0 is the paper, 255 the ink."""
_MARGIN = 72
_WIDE = WIDTH - 2 * _MARGIN
_FOOT = HEIGHT - 86
"""The lower edge of the bars."""
_TALLEST = 110
_LABELLED = 12
"""Maximum number of guides whose bars have labels. More would overlap."""


def preview_pictures(library: Library, words: Sequence[Phrases]) -> Iterator[tuple[str, bytes]]:
    """Yield (path under the site root, PNG) of each kind of page in the language of each of ``words``."""
    views = [Views(library, phrases, "") for phrases in words]
    for v in views:
        ground = _ground(v)
        (other,) = (w for w in views if w is not v)
        for kind in sorted({*KINDS.values(), OTHER}):
            picture = ground.copy()
            draw = ImageDraw.Draw(picture)
            names = kind_name(kind, v), kind_name(kind, other)
            size = _fitting(names[0], 92)
            draw.text((_MARGIN, 228), names[0], _FULL, _font(size), anchor="ls")
            draw.text((_MARGIN, 290), names[1], _QUIET, _font(40), anchor="ls")
            yield ids.preview_path(kind, v.language), _png(picture)


def drawn_words(v: Views) -> set[str]:
    """Return all texts in the pictures of the language of ``v``."""
    names = {kind_name(kind, v) for kind in {*KINDS.values(), OTHER}}
    return {*names, *SITE.values(), _scope(v), _key(v), v._("Unofficial"), reach(v, ())}


def _scope(v: Views) -> str:
    return reach(v, v.library.directions)


def _key(v: Views) -> str:
    return v._("Directions by guide; hatched: drafts for comment")


def _ground(v: Views) -> Image.Image:
    """Return what the pictures of one language share."""
    picture = Image.new("L", (WIDTH, HEIGHT), 0)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, WIDTH, 11), _FULL)
    for left in (_MARGIN, _MARGIN + 22):  # the site's icon
        draw.ellipse((left, 56, left + 40, 96), outline=_FULL, width=7)
    draw.text((_MARGIN + 82, 88), SITE[v.language], _FULL, _font(36), anchor="ls")
    draw.text((WIDTH - _MARGIN, 88), v._("Unofficial"), _QUIET, _font(28), anchor="rs")
    draw.text((_MARGIN, 362), _scope(v), _STRONG, _font(34), anchor="ls")
    draw.text((_MARGIN, HEIGHT - 20), _key(v), _QUIET, _font(22), anchor="ls")
    _bars(picture, v.library.guides)
    return picture


def _bars(picture: Image.Image, guides: Sequence[Guide]) -> None:
    """Draw a bar for each guide, as high as it has directions."""
    if not guides:
        return
    draw = ImageDraw.Draw(picture)
    most = max(1, *(len(guide.directions) for guide in guides))
    step = _WIDE / len(guides)
    labelled = len(guides) <= _LABELLED
    for place, guide in enumerate(guides):
        left = round(_MARGIN + place * step)
        right = max(left, round(_MARGIN + (place + 1) * step) - (12 if labelled else 2))
        top = _FOOT - round(_TALLEST * len(guide.directions) / most)
        if top < _FOOT:
            _bar(picture, (left, top, right, _FOOT), hatched=guide.stage == "draft")
        if labelled:
            name = ids.without_stage(guide.id)
            draw.text((left, _FOOT + 25), name, _STRONG, _font(22), anchor="ls")
            count = str(len(guide.directions))
            draw.text((left, top - 6), count, _STRONG, _font(22), anchor="ls")


def _bar(picture: Image.Image, box: tuple[int, int, int, int], *, hatched: bool) -> None:
    left, top, right, bottom = box
    bar = Image.new("L", (right - left + 1, bottom - top + 1), _PALE if hatched else _QUIET)
    if hatched:
        draw = ImageDraw.Draw(bar)
        for x in range(-bar.height, bar.width, 14):
            draw.line((x, bar.height, x + bar.height, 0), _QUIET, 5)
        draw.rectangle((0, 0, bar.width - 1, bar.height - 1), outline=_QUIET, width=2)
    picture.paste(bar, (left, top))


def _fitting(text: str, size: int) -> int:
    """Return the largest size up to ``size`` at which ``text`` fits in a line."""
    while _font(size).getlength(text) > _WIDE:
        size -= 4
    return size


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # The simple layout does not depend on a library of the machine.
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


def _png(picture: Image.Image) -> bytes:
    """Return a picture whose tones are from the paper to the ink."""
    tones = [
        round(paper + (ink - paper) * tone / 255)
        for tone in range(256)
        for paper, ink in zip(_PAPER, _INK, strict=True)
    ]
    picture.putpalette(tones)
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
