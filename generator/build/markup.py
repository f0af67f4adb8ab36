"""What the theme writes that HTML forbids, and what a keyboard cannot reach, mended in every page."""

from __future__ import annotations

import re

from generator.escape import html_attribute
from generator.text.characters import HAN

_TOGGLE = re.compile(r'(?P<kept><input class="md-toggle"[^>]* id="__drawer") autocomplete="off">')
_SEARCH = re.compile(r'\s*<input class="md-toggle"[^>]* id="__search"[^>]*>')
_CONTENTS = re.compile(
    r'<label class="md-nav__title" for="__toc">(?P<inner>.*?)</label>', re.DOTALL
)
_SKIP = re.compile(r'<a href="[^"]*" class="md-skip">')
_LAST = re.compile(
    rf"(?P<head><h1\b[^>]*>[^<]+?)(?P<last>[{HAN}]{{4}}|（[{HAN}]{{2,8}}）)(?P<end><a|</h1>)"
)


def mended(output: str, menu: str) -> str:
    """A page's HTML: the drawer's switch with a name, ``menu``; no switch of the theme's search; the
    heading of the contents, whose switch is on pages of the nav alone, no label; and the link for
    those who skip the menus leads to the title, not behind the facts. The last words of a
    Chinese title stay in one line: nearly all have two characters, so that four break none. All of this is
    before the text, which is not looked through.
    """
    output = _LAST.sub(r'\g<head><span class="last">\g<last></span>\g<end>', output, count=1)
    label = f' aria-label="{html_attribute(menu)}">'
    output = _TOGGLE.sub(lambda found: found["kept"] + label, output, count=1)
    output = _SEARCH.sub("", output, count=1)
    output = _SKIP.sub('<a href="#top" class="md-skip">', output, count=1)
    return _CONTENTS.sub(r'<div class="md-nav__title">\g<inner></div>', output)
