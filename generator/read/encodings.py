"""The encoding of a text or web page. Its bytes decide; what the page says of itself is only a hint."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from generator.errors import InputError
from generator.model import Diagnostic

LOST = "\ufffd"
"""The character that stands for bytes that cannot be decoded."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_USUAL = ("utf-8", "gb18030", "big5hkscs")
_SUCCESSORS = {
    **dict.fromkeys(("gb2312", "gbk", "cp936", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "cp950", "big5hkscs"), "big5hkscs"),
    "ascii": "utf-8",
    "latin-1": "cp1252",
    "iso8859-1": "cp1252",
}
"""Encodings by Python's names → the ones that have all their characters and more, which browsers use for them."""
_HINTS = re.compile(r"utf-8|gb18030|big5hkscs|hz|cp\d+|iso8859-\d+|shift_jis|euc_.*|johab|koi8-.")
_FEWEST_NULS = 200
"""The number of bytes of UTF-16 text among which at least one is NUL: a line of Chinese has about 80 bytes."""
_MOST_LOST = 0.05
"""The largest share of bytes beyond ASCII that may be undecodable; with more, the file is not text."""
_SAMPLE = 100_000
_FREQUENT = frozenset(
    "合项目作的中技方和国科研术与申能持联部政支人府新报单共议关学间协域向领生究要交拟业创发位其应家于个提实源年及数产化等民料"
    "物资工求双地一本展用经可有通制过不他以同大欧系利行性期材机参效开分费包为智对元门在括解计平须电万币全集信际进加划定建会"
    "理基室验重动品高施相南超内上征统气多署环文碳别备指体法请企无成西外食助供力务线确境項國術與聯報單議關學間協領擬業創發於"
    "應個實數產資雙經過歐機參開費爲對門計須電萬幣際進劃會驗動內徵統氣環別備體請無務線確，。、；：（）“”《》"
)
"""The characters that make up seven tenths of the five guides, also in their traditional forms."""
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile("[\udc80-\udcff]+")
_WIDE_RUN = re.compile(rb"[\x80-\xff]{3,4000}")


def decoded(
    data: bytes, path: Path, hint: str | None = None, what: str = "text"
) -> tuple[str, list[Diagnostic]]:
    """Return the text of ``data`` with “�” for bytes that cannot be decoded, and a diagnostic that names them.

    Of the encodings that Chinese files have, and the ``hint``, the one counts in which most characters are common
    ones: GB18030 can decode nearly all UTF-8, but to rare characters. InputError if the data are not text (the kind of
    text that is expected is ``what``).
    """
    data, encoding = _encoding(data, path, hint, what)
    notes = []
    if encoding.startswith("utf-16"):
        text = data.decode(encoding, "surrogatepass" if len(data) % 2 == 0 else "replace")
        text = _HALF.sub("\udcff", text)
    else:
        lines = data.split(b"\n")
        other = {n: there for n, line in enumerate(lines) if (there := _other(line, encoding))}
        text = "\n".join(_escaped(line, other.get(n, encoding)) for n, line in enumerate(lines))
        if other:
            line, there = next(iter(other.items()))
            message = f"{len(other)} lines are in {there.upper()}, the first line {line + 1} of the file, others in {encoding.upper()}"
            notes.append(Diagnostic("warning", "two-encodings", message, line + 1))
    lost = list(_ESCAPED.finditer(text))
    if not lost:
        return text, notes
    line = text.count("\n", 0, lost[0].start()) + 1
    beyond = sum(character > "\x7f" for character in text)
    if sum(len(run[0]) for run in lost) > _MOST_LOST * beyond:
        names = encoding.upper() if encoding.startswith("utf-16") else "UTF-8 or GB18030"
        raise InputError(f"is not {names} {what}", path, line)
    where = ", ".join(f"{run.start() - text.rfind(chr(10), 0, run.start())}" for run in lost[:1])
    message = (
        f"{len(lost)} characters cannot be decoded as {encoding.upper()} and are shown as “{LOST}”, the first in"
        f" line {line} of the file, character {where}: compare the place with the published text"
    )
    notes.append(Diagnostic("warning", "undecodable", message, line))
    return _ESCAPED.sub(LOST, text), notes


def _other(line: bytes, encoding: str) -> str | None:
    """Return the encoding of a line that is surely in another one than the rest, as on pages put together from two."""
    if line.isascii():
        return None
    fits = _fits(line, "utf-8")
    other = "gb18030" if encoding == "utf-8" else "utf-8"
    if fits != (other == "utf-8") or not _fits(line, other):
        return None
    here, there = (commonness(line.decode(name, "replace")) for name in (encoding, other))
    return other if there > here else None


def _escaped(line: bytes, encoding: str) -> str:
    """Return the text of a line, with a lone surrogate for each byte that cannot be decoded."""
    if encoding == "gb18030":
        line = _WIDE_RUN.sub(_resumed, line)
    return line.decode(encoding, "surrogateescape")


def _encoding(data: bytes, path: Path, hint: str | None, what: str) -> tuple[bytes, str]:
    """Return the data without a byte order mark, and the name of their encoding."""
    mark, encoding = next((m for m in _MARKS if data.startswith(m[0])), (b"", hint))
    data, hint = data[len(mark) :], encoding
    if hint and mark and hint != "utf-8":
        return data, hint
    if b"\0" in data and (guess := _utf16(data, path, what, guess=not mark)):
        return data, guess
    if not data.isascii() and _fits(data, "utf-8"):  # hardly ever by chance
        return data, "utf-8"
    named = _text_encoding(hint)
    sample = data[:_SAMPLE]
    ranked = sorted(
        dict.fromkeys([*filter(None, [named]), *_USUAL]),
        key=lambda encoding: (
            -commonness(sample.decode(encoding, "replace")),
            not _fits(data, encoding),
            encoding != named,
        ),
    )
    return data, ranked[0]


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _utf16(data: bytes, path: Path, what: str, *, guess: bool) -> str | None:
    """Return the encoding of UTF-16 text without a byte order mark; None for other text with a few stray NULs.

    In line feeds and digits, the NUL is always the first byte or always the second, and there are many of
    them. InputError if the file is not text.
    """
    fewer, more = sorted((data[0::2].count(0), data[1::2].count(0)))
    if guess and not (len(data) % 2 or fewer * 10 > more or more * _FEWEST_NULS < len(data)):
        encoding = "utf-16-le" if data[1::2].count(0) == more else "utf-16-be"
        text = data[:_SAMPLE].decode(encoding, "replace")
        latin = sum(character < "\u0100" for character in text)
        if latin * 2 >= len(text) or commonness(text) > 0:
            return encoding
    if (fewer + more) * _FEWEST_NULS > len(data):
        raise InputError(f"is no {what}: it holds NUL bytes", path)
    return None


def _text_encoding(hint: str | None) -> str | None:
    """Return Python's name for the encoding that a page names, or None for one that is not used for text."""
    try:
        name = codecs.lookup(hint).name if hint else ""
    except (LookupError, ValueError):
        return None
    name = _SUCCESSORS.get(name, name)
    return name if _HINTS.fullmatch(name) else None


def commonness(text: str) -> float:
    """Return the share of frequent Chinese characters among the characters beyond ASCII: about 0.7 in guides.

    >>> commonness("国家重点"), commonness("鍥藉"), commonness("a")
    (0.75, 0.0, 0.0)
    """
    beyond = [character for character in text if character > "\x7f"]
    return sum(map(_FREQUENT.__contains__, beyond)) / max(1, len(beyond))


def _resumed(match: re.Match[bytes]) -> bytes:
    """Return a run of GB18030 bytes with an undecodable one in the place of a byte that stands alone in it.

    After a lost byte, each character up to the next ASCII one would be made of halves of two.
    """
    run = match[0]
    if len(run) % 2 == 0:
        return run
    mended = (run[:at] + b"\xff" + run[at + 1 :] for at in range(0, len(run), 2))
    return max((run, *mended), key=lambda bytes_: commonness(bytes_.decode("gb18030", "ignore")))
