"""The catalogue: segments, updates, and for each check a case that fails."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner, Result
from conftest import SEEDS

from generator.cli import main
from generator.errors import InputError
from generator.link import Library
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.translate import texts
from generator.translate.catalogue import (
    Catalogue,
    Update,
    check_whole,
    coverage,
    update,
    updated_po,
)
from generator.translate.countries import Countries
from generator.translate.patterns import with_patterns
from generator.translate.po import is_suggestion, read_po
from generator.translate.rules import (
    balanced_brackets,
    distinct,
    glossary_kept,
    house_style,
    is_english,
    likely_length,
    no_chinese,
    no_closing_mark,
    no_other_numbers,
    same_addresses,
    same_numbers,
)
from generator.translate.segments import pieces, segments
from generator.vocabulary import Term, Vocabulary
from generator.write import render
from generator.write.interface import load_interface


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人工智能；", ["人工智能"]),
        # 2021-2-draft/1.4: two formulas of one paragraph
        (
            "项目执行期不超过2年。项目合作双方需分别提交申报材料，单方申报项目无效。",
            ["项目执行期不超过2年", "项目合作双方需分别提交申报材料，单方申报项目无效"],
        ),
        # 2022-1/1.4: a name and what it covers
        ("绿色建筑\n该领域可包含建筑能效。", ["绿色建筑", "该领域可包含建筑能效"]),
        # Clauses at ； and full stops in brackets stay together.
        ("（含说明。）双方申请一致；方可。", ["（含说明。）双方申请一致；方可"]),
        ("包括但不限于：", ["包括但不限于"]),
        ("、。；", ["、"]),
        ("", []),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    assert [segment for segment, _ in pieces(text)] == expected


def test_english_of_several_sentences_needs_all_of_them() -> None:
    catalogue = Catalogue({"甲": "First", "乙": "Second", "包括": "Including"})
    assert catalogue.translated("甲；").en == "First"
    assert catalogue.translated("甲。乙。").en == "First. Second."
    assert catalogue.translated("包括：").en == "Including:"
    assert catalogue.translated("甲。丙。").en is None


HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def entry_po(*entries: tuple[str, str]) -> polib.POFile:
    po = polib.POFile(wrapwidth=100)
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for zh, en in entries:
        po.append(polib.POEntry(msgid=zh, msgstr=en))
    return po


def test_a_changed_segment_comes_in_as_fuzzy_with_its_old_chinese() -> None:
    old = entry_po(
        ("项目执行期原则上不超过2年", "The project duration should be no more than 2 years")
    )
    new, done = updated_po({"项目的执行期原则上不超过2年": ["2030-1/1.1#requirement-1"]}, old)
    entry = new[0]
    assert entry.fuzzy
    assert entry.previous_msgid == "项目执行期原则上不超过2年"
    assert entry.msgstr == "The project duration should be no more than 2 years"
    assert (done.new, done.suggested) == (("项目的执行期原则上不超过2年",),) * 2
    assert done.gone == ("项目执行期原则上不超过2年",)
    assert new[1].obsolete
    # What is fuzzy reaches no page.
    assert not entry.translated()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", '1: has no header: expected msgid "" first'),
        ('msgid "甲"\nmsgstr "A"\n', '1: has no header: expected msgid "" first'),
        ('msgid ""\nmsgstr ""\n', "1: header: expected Content-Type: text/plain; charset=UTF-8"),
        (HEADER.replace("UTF-8", "GBK"), "1: header: expected Content-Type: text/plain; charset=UTF-8"),
        (HEADER.rstrip() + '\n"Language"\n', "1: header: “Language” is no field: expected Name: value"),
        (HEADER.rstrip() + '\n"Content-Type: x\\n"\n', "1: header: Content-Type stands twice"),
        (HEADER.rstrip() + '\n"X-English: abc\\n"\n', "1: header: X-English: “abc” is no number"),
        (HEADER.rstrip() + '\n"X-English: \\n"\n', "1: header: X-English: “” is no number"),
        *(
            (f'{HEADER.rstrip()}\n"X-Reviewed-Entries:{value}\\n"\n', "1: header: X-Reviewed-Entries is damaged: bring back what was there, or delete the field")
            for value in ("", " x", " 2026-11-20AAAAAA==", " 2026-11-20 AAAAA")
        ),
        (HEADER.rstrip() + '\n"X-Reviewed: 2026-02-30\\n"\n', "1: header: X-Reviewed: there is no 2026-02-30"),
        ('{}msgid "甲"\nmsgstr "A\0"\n', "5: holds a character that cannot be seen: U+0000"),
        ('{}msgid "甲\u202e"\nmsgstr "A"\n', "4: holds a character that cannot be seen: U+202E"),
        ('{}# \u200b\nmsgid "甲"\nmsgstr "A"\n', "4: holds a character that cannot be seen: U+200B"),
        ('{}msgid "甲"\nmsgstr "A\\b"\n', '5: is not a PO file: \\b is no escape: expected \\n, \\t, \\\\ or \\"'),
        ('{}msgid "甲"\nmsgstr "A\n', "5: is not a PO file: the quotation mark that closes the text is missing"),
        ('{}msgid "甲"\nmsgstr ""\n"A"\n"B\n', "7: is not a PO file: the quotation mark that closes the text is missing"),
        ('{}msgid "甲\nmsgstr "A"\n', "4: is not a PO file: the quotation mark that closes the text is missing"),
        ('{}msgid "甲"\nmsgstr "A\\"\n', "5: is not a PO file: the quotation mark that closes the text is missing"),
        ('{}#| msgid "乙\nmsgid "甲"\nmsgstr "A"\n', "4: is not a PO file: the quotation mark that closes the text is missing"),
        ('{}#~ msgid "甲"\n#~ msgstr "A\n', "5: is not a PO file: the quotation mark that closes the text is missing"),
        ('{}msgid "甲"\nmsgstr "A"B"\n', '5: is not a PO file: a quotation mark within the text: expected \\"'),
        ('{}msgid "甲"\nmsgstr "A" B\n', '5: is not a PO file: a quotation mark within the text: expected \\"'),
        ('{}msgid "甲"\nmsgstr "A\\x"\n', '5: is not a PO file: \\x is no escape: expected \\n, \\t, \\\\ or \\"'),
        ('{}msgid "甲"\n\nmsgid "乙"\nmsgstr "B"\n', "6: is not a PO file: a msgid without its msgstr"),
        ('{}msgid "甲"\n# A\nmsgstr "A"\n', "5: is not a PO file: a msgid without its msgstr"),
        ('{}#~ msgid "甲"\nmsgstr "A"\n', "5: is not a PO file: a msgid without its msgstr"),
        ('{}msgid "甲"\n', "5: is not a PO file: a msgid without its msgstr"),
        ('{}msgid "甲"\nmsgstr "A"\nmsgstr "B"\n', "6: is not a PO file: expected msgid or a comment"),
        ('{}msgid "甲"\nmsgstr "A"\n#| "乙"\n', "6: is not a PO file: expected msgid or a comment"),
        ('{}msgid "甲"\nmsgstr "A"\n# 乙\n', "7: is not a PO file: a comment that belongs to no entry: expected msgid"),
        ('{}msgid "甲"\nmsgstr "A"\n#| msgid "乙"\n', "7: is not a PO file: a former msgid that belongs to no entry: expected msgid"),
        ("{}甲\n", "4: is not a PO file: expected msgid, msgstr or a comment"),
        ('"甲"\n', "1: is not a PO file: expected msgid, msgstr or a comment"),
        ('{}msgctxt "a"\nmsgid "甲"\nmsgstr "A"\n', "4: is not a PO file: msgctxt is not used here: expected msgid or msgstr"),
        ('{}msgid "甲"\nmsgid_plural "乙"\n', "5: is not a PO file: msgid_plural is not used here: expected msgid or msgstr"),
        ('{}msgid "甲"\nmsgstr[0] "A"\n', "5: is not a PO file: msgstr is not used here: expected msgid or msgstr"),
        ('{}msgid "甲"\nmsgstr "A"\n\nmsgid "甲"\nmsgstr "B"\n', "7: twice in the catalogue: 甲, first in line 4"),
        ('{}#~ msgid "甲"\n#~ msgstr "A"\n\nmsgid "甲"\nmsgstr "B"\n', "7: twice in the catalogue: 甲, first in line 4"),
        ('{}msgid "甲\\n"\nmsgstr "A"\n', "4: msgid and msgstr do not both begin and end with a line break"),
        ('{}<<<<<<< HEAD\nmsgid "甲"\nmsgstr "A"\n=======\n', "4: holds a merge conflict that is not resolved: “<<<<<<< HEAD”"),
        ('{}msgid "甲"\nmsgstr "A"\n>>>>>>> other\n', "6: holds a merge conflict that is not resolved: “>>>>>>> other”"),
    ],
)  # fmt: skip
def test_a_catalogue_that_would_be_read_with_a_loss(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "en.po"
    path.write_text(text.replace("{}", HEADER), encoding="utf-8")
    with pytest.raises(InputError) as error:
        Catalogue.load(path)
    assert str(error.value) == f"{path}:{message}"


def test_a_catalogue_is_read_as_it_is_written(tmp_path: Path) -> None:
    """All that an entry can have: comments of each kind, marks, several lines, escapes, other line ends."""
    text = (
        f"\ufeff# 甲\n{HEADER}# 译者\n#. note\n#: 2022-1/1.1#field-1\n#, fuzzy\n"
        '#| msgid ""\n#| "乙"\nmsgid ""\n"甲"\n"乙"\nmsgstr "\\"A\\"\\t\\\\"\n\n'
        'msgid "\\n己\\n"\nmsgstr "\\nE\\n"\n\n'
        '#~| msgid "丁"\n#~ msgid "丙"\n#~ msgstr ""\n#~ "C"\n'
    )
    path = tmp_path / "en.po"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    assert [(e.msgid, e.msgstr, bool(e.obsolete)) for e in read_po(path)] == [
        ("甲乙", '"A"\t\\', False),
        ("\n己\n", "\nE\n", False),
        ("丙", "C", True),
    ]
    once = str(read_po(path))
    path.write_text(once, encoding="utf-8")
    assert str(read_po(path)) == once


@pytest.mark.parametrize(
    ("message", "chinese"),
    [
        ("on {date}", "于{day}"),
        ("on {date}", "于"),
        ("on {date}", "于{date}{date}"),
        ("on {date}", "于{date!r}"),
        ("on {date}", "于{date.year}"),
        ("on {date}", "于{date"),
        ("on %(date)s", "于%(day)s"),
        ("today", "于{date}"),
    ],
)
def test_placeholders_are_the_same_in_both_languages(
    tmp_path: Path, message: str, chinese: str
) -> None:
    path = tmp_path / "interface.zh.po"
    entry = f'msgid "{message}"\nmsgstr "{message}"\n'
    path.write_text(HEADER + entry, encoding="utf-8")
    assert load_interface("zh", path)(message) == message
    path.write_text(HEADER + entry.replace(f'msgstr "{message}', f'msgstr "{chinese}'), "utf-8")
    with pytest.raises(InputError) as error:
        load_interface("zh", path)
    assert str(error.value) == f"{path}:4: placeholders differ in “{message}”: “{chinese}”"


def test_english_that_nobody_has_confirmed_is_not_suggested() -> None:
    old = entry_po(("项目执行期为2年", "The project duration is 2 years"))
    old[0].flags = ["fuzzy"]
    new, done = updated_po({"项目执行期限为2年": ["x"]}, old)
    assert (new[0].msgstr, done.suggested) == ("", ())


@pytest.mark.parametrize(
    ("old", "new", "suggested"),
    [
        ("中国和西班牙政府间科技合作联委会会议", "中国和匈牙利政府间科技合作联委会会议", False),
        ("《中西政府间科技合作协定》", "《中匈政府间科技合作协定》", False),
        ("匈方合作单位须为独立法人", "捷方合作单位须为独立法人", False),
        ("项目执行期原则上不超过2年", "项目执行期原则上不超过3年", False),
        ("第六届科技合作委员会会议纪要", "第七届科技合作委员会会议纪要", False),
        ("申报截止日期为2026年5月1日", "申报截止日期为2027年5月1日", False),
        ("中国和匈牙利政府间科技合作联委会会议", "中国与匈牙利政府间科技合作联委会会议", True),
        ("项目执行期原则上不超过２年", "项目的执行期原则上不超过2年", True),
    ],
)
def test_english_of_other_partners_and_numbers_is_not_suggested(
    vocabulary: Vocabulary, old: str, new: str, suggested: bool
) -> None:
    _, done = updated_po({new: ["x"]}, entry_po((old, "x")), vocabulary.mention_pattern)
    assert bool(done.suggested) == suggested


def test_a_segment_unlike_all_others_comes_in_empty() -> None:
    new, done = updated_po({"天文": ["x"]}, entry_po(("水资源", "Water resources")))
    assert (new[0].msgstr, new[0].flags, done.suggested) == ("", [], ())


def test_what_is_gone_can_come_back() -> None:
    gone, _ = updated_po({}, entry_po(("天文", "Astronomy")))
    assert gone[0].obsolete
    back, done = updated_po({"天文": ["2030-1/1.1#field-1"]}, gone)
    assert (back[0].obsolete, back[0].msgstr, done.new) == (False, "Astronomy", ())


def test_an_entry_that_came_after_the_review_says_so(tmp_path: Path) -> None:
    """Also when its segment goes and comes back, until the whole catalogue is read again."""
    path = tmp_path / "en.po"
    po = entry_po(("天文", "Astronomy"))
    po.metadata["X-Reviewed"] = "2026-11-20"
    po.save(str(path))
    both = {"天文": ["x"], "农业": ["x"]}
    update(both, path)
    po = read_po(path)
    po[1].msgstr = "Agriculture"
    po.save(str(path))
    for wanted in (both, {"天文": ["x"]}, both):
        update(wanted, path)
    assert Catalogue.load(path).later == {"农业"}
    po = read_po(path)
    assert [entry.flags for entry in po] == [[], []]
    po.metadata["X-Reviewed"] = "2026-12-01"
    po.save(str(path))
    assert not Catalogue.load(path).later
    update(both, path)
    assert not Catalogue.load(path).later


REVIEWED = {"天文": "Astronomy", "农业": "Agriculture"}


@pytest.mark.parametrize(
    ("changes", "later"),
    [
        ({}, set()),
        ({"天文": {"msgstr": "The  stars"}}, {"天文"}),
        ({"天文": {"tcomment": "sure"}}, set()),
        ({"天文": {"flags": ["fuzzy"]}}, set()),
        ({"海洋": {"msgstr": "Oceans"}}, {"海洋"}),
        ({"海洋": {"msgstr": "Oceans", "flags": ["c-format"]}}, {"海洋"}),
    ],
    ids=["nothing", "other English", "a comment", "in doubt", "a new entry", "with a flag"],
)
def test_what_no_review_has_read_is_later_whatever_wrote_it(
    tmp_path: Path, changes: dict[str, dict[str, object]], later: set[str]
) -> None:
    path, wanted = tmp_path / "en.po", {zh: ["x"] for zh in (*REVIEWED, "海洋")}
    po = entry_po(*REVIEWED.items())
    po.metadata["X-Reviewed"] = "2026-11-20"
    po.save(str(path))
    update(wanted, path)
    po = read_po(path)
    for zh, values in changes.items():
        for name, value in values.items():
            setattr(next(entry for entry in po if entry.msgid == zh), name, value)
    po.save(str(path))
    for _ in range(2):
        found = Catalogue.load(path)
        assert found.later & found.entries.keys() == later
        if shutil.which("msgcat"):
            subprocess.run(["msgcat", path, "-o", path], check=True)
        update(wanted, path)


def test_a_review_that_has_read_nothing_is_read_as_it_is_written(tmp_path: Path) -> None:
    """All that it could have read is in doubt. What is written afterwards is later."""
    path = tmp_path / "en.po"
    po = entry_po(("天文", "Astronomy"))
    po.metadata["X-Reviewed"], po[0].flags = "2026-11-20", ["fuzzy"]
    po.save(str(path))
    for _ in range(2):
        update({"天文": ["x"]}, path)
        assert read_po(path).metadata["X-Reviewed-Entries"] == "2026-11-20"
    po = read_po(path)
    po[0].flags = []
    po.save(str(path))
    assert Catalogue.load(path).later == {"天文"}


def test_the_record_of_the_review_is_of_this_catalogue() -> None:
    """It is of the same day, and has read all entries: one of another catalogue makes them later."""
    po = read_po(SEEDS.catalogue)
    day, _, record = po.metadata["X-Reviewed-Entries"].partition(" ")
    assert day == po.metadata["X-Reviewed"]
    assert not Catalogue.of(po).later
    po.metadata["X-Reviewed-Entries"] = f"{day} {record[8:]}"
    assert Catalogue.of(po).later


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ({"msgstr": "Runs for 2 years", "previous_msgid": "项目执行期为3年"}, True),
        ({"msgstr": "Runs for 2 years", "previous_msgid": "项目执行期为3年", "flags": ["fuzzy"]}, True),
        ({"msgstr": "The project duration is 3 years", "previous_msgid": "项目执行期为3年", "flags": ["fuzzy"]}, False),
        ({"msgstr": "The project duration is 2 years", "previous_msgid": "项目执行期为3年", "flags": ["fuzzy"]}, False),
        ({"msgstr": "Runs for 2 years", "flags": ["fuzzy"], "comment": "draft by: x"}, True),
        ({"msgstr": "Runs for 2 years"}, True),
        ({"tcomment": "ask"}, True),
        ({}, False),
    ],
    ids=["final, with its former msgid", "edited suggestion", "suggestion", "with its number exchanged", "draft", "final", "remark", "empty"],
)  # fmt: skip
def test_a_pattern_takes_the_place_of_no_person(
    vocabulary: Vocabulary, values: dict[str, object], kept: bool
) -> None:
    patterns = with_patterns(Catalogue(), SEEDS.patterns, vocabulary).patterns
    segment = "项目执行期为2年"
    assert patterns
    assert patterns.english(segment)
    old = entry_po(("项目执行期为3年", "The project duration is 3 years"))
    old.append(polib.POEntry(msgid=segment, **values))
    new, done = updated_po({segment: ["x"]}, old, vocabulary.mention_pattern, patterns)
    found = {entry.msgid: entry for entry in new}
    assert (segment in found, segment in done.by_pattern) == (kept, not kept)
    if kept:
        assert found[segment].msgstr == values.get("msgstr", "")
        assert bool(found[segment].previous_msgid) == bool(
            found[segment].fuzzy and "previous_msgid" in values
        )
    assert int(new.metadata["X-English"]) == 1 + (
        kept and values.get("flags") is None and "msgstr" in values
    )


def test_fuzzy_entries_are_kept_and_not_shown(tmp_path: Path) -> None:
    """Whether their segment is printed or gone, and when it comes back."""
    path = tmp_path / "en.po"
    po = entry_po(("天文", "Astronomy"), ("水资源", "Water resources"), ("农业", "Agriculture"))
    po[0].flags, po[1].flags, po[1].tcomment = ["fuzzy"], ["fuzzy"], "doubtful"
    po.save(str(path))
    update({"天文": ["x"], "农业": ["x"]}, path)
    for wanted in ({"天文": ["x"], "农业": ["x"]}, {}, {"天文": ["x"], "水资源": ["x"]}):
        update(wanted, path)
        kept = {e.msgid: (e.msgstr, e.fuzzy, e.tcomment, bool(e.obsolete)) for e in read_po(path)}
        assert kept == {
            "天文": ("Astronomy", True, "", "天文" not in wanted),
            "水资源": ("Water resources", True, "doubtful", "水资源" not in wanted),
            "农业": ("Agriculture", False, "", "农业" not in wanted),
        }
        shown = {"农业"} & wanted.keys()
        assert Catalogue.load(path).entries.keys() == shown


def test_a_remark_on_what_has_no_english_yet_is_kept() -> None:
    old = entry_po(("天文", ""), ("水资源", ""))
    old[0].tcomment = "ask the observatory"
    gone, _ = updated_po({}, old)
    assert [(entry.msgid, entry.tcomment) for entry in gone] == [("天文", "ask the observatory")]


@pytest.fixture
def copied(tmp_path: Path) -> Seeds:
    shutil.copytree(SEEDS.root, tmp_path / "seeds")
    return Seeds(tmp_path / "seeds")


def translate_update(seeds: Seeds, *options: str) -> Result:
    arguments = ["translate", "update", "--seeds", str(seeds.root), *options]
    return CliRunner().invoke(main, arguments)


def without(text: str, count: int) -> str:
    """Return a catalogue without its last entries."""
    return "\n\n".join(text.rstrip().split("\n\n")[:-count]) + "\n"


@pytest.mark.parametrize(
    ("kept", "message"),
    [
        (lambda _: "", 'en.po:1: has no header: expected msgid "" first'),
        (lambda _: HEADER, "en.po: has no entries; bring back what was there"),
        (lambda text: text.partition("\n\n")[0] + "\n", "en.po: has English for 0 segments, and had it for "),
        (lambda text: without(text, 1), " segments, and had it for "),
        (lambda text: without(text, 400), " segments, and had it for "),
        (lambda text: text.replace('msgstr "Astronomy"', 'msgstr ""'), " segments, and had it for "),
        (lambda text: text.replace("X-English: ", "X-English: x"), "en.po:2: header: X-English: “x"),
    ],
    ids=["empty", "a header of its own", "the header", "one less", "cut", "one emptied", "no number"],
)  # fmt: skip
def test_a_catalogue_that_lost_english_is_not_written(
    copied: Seeds, kept: Callable[[str], str], message: str
) -> None:
    """Neither by an update nor by a guide that comes in."""
    text = copied.catalogue.read_text(encoding="utf-8")
    assert kept(text) != text
    copied.catalogue.write_text(kept(text), encoding="utf-8")
    arrived = copied.root.parent / "a.txt"
    arrived.write_text((copied.guides / "2022-1" / "guide.txt").read_text("utf-8") + "\n", "utf-8")
    content = ["--content", str(copied.root.parent / "content"), "--id", "2029-1"]
    add = ["add", "--seeds", str(copied.root), *content, str(arrived)]
    for result in (translate_update(copied), CliRunner().invoke(main, add)):
        assert result.exit_code == 2
        assert message in result.stderr
        assert result.stderr.count("\n") == 1
        assert copied.catalogue.read_text(encoding="utf-8") == kept(text)
    assert not (copied.guides / "2029-1").exists()


def test_a_smaller_catalogue_is_taken_on_demand(copied: Seeds) -> None:
    text = copied.catalogue.read_text(encoding="utf-8")
    copied.catalogue.write_text(without(text, 2), encoding="utf-8")
    assert "guides translate update --force" in translate_update(copied).stderr
    assert (
        "1 new (0 with a suggestion), 0 gone, 1 made" in translate_update(copied, "--force").stdout
    )
    assert translate_update(copied).exit_code == 0
    had = int(polib.pofile(str(SEEDS.catalogue)).metadata["X-English"])
    assert f"X-English: {had - 2}" in copied.catalogue.read_text(encoding="utf-8")
    assert len(read_po(copied.catalogue)) == len(read_po(SEEDS.catalogue)) - 1


def test_a_suggestion_can_be_deleted(tmp_path: Path) -> None:
    path = tmp_path / "en.po"
    entry_po(("项目执行期为2年", "The project duration is 2 years")).save(str(path))
    wanted = {"项目执行期为2年": ["x"], "项目的执行期为2年": ["y"]}
    assert update(wanted, path).suggested == ("项目的执行期为2年",)
    text = path.read_text(encoding="utf-8")
    head, _, suggested = text.rpartition("#, fuzzy\n")
    path.write_text(head + suggested.replace("The project duration is 2 years", ""), "utf-8")
    assert update(wanted, path) == Update((), (), ())


def test_the_first_guide_needs_no_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "en.po"
    path.write_text(HEADER, encoding="utf-8")
    check_whole(read_po(path), path, wanted=False)
    with pytest.raises(InputError, match="has no entries"):
        check_whole(read_po(path), path, wanted=True)


def test_update_changes_nothing_twice() -> None:
    """The committed catalogue is in step with the guides: places, order and all."""
    before = SEEDS.catalogue.read_bytes()
    result = CliRunner().invoke(main, ["translate", "update", "--seeds", str(SEEDS.root)])
    assert result.exit_code == 0
    assert "0 new (0 with a suggestion), 0 gone" in result.stdout
    assert SEEDS.catalogue.read_bytes() == before


def test_every_entry_names_its_places(library: Library) -> None:
    wanted = segments(library.guides)
    po = {e.msgid: [o[0] for o in e.occurrences] for e in polib.pofile(str(SEEDS.catalogue))}
    assert po["天文"] == wanted["天文"]
    assert "2022-1/2.4#field-7" in po["天文"]


def test_everything_has_english(library: Library) -> None:
    for guide in library.guides:
        assert [text.zh for text in texts(guide) if not text.en and text.zh.strip()] == []
    for _, numbers, _ in coverage(library.guides, library.catalogue):
        assert numbers["reviewed"] > 0
        assert numbers.keys() == {"reviewed"}
    ((alone, _, shared),) = coverage(library.guides[:1], library.catalogue)
    assert (alone, shared) == (library.guides[0].id, 0)


def test_the_state_of_a_segment() -> None:
    po = entry_po(("天文", "Astronomy"), ("水资源", "Water"), ("海洋", ""), ("地质", "Geology"))
    po[1].flags, po[3].obsolete = ["fuzzy"], True
    catalogue = Catalogue.of(po)
    assert {zh: catalogue.state(zh) for zh in ("天文", "水资源", "海洋", "地质", "气候")} == {
        "天文": "reviewed",
        "水资源": "suggestion",
        "海洋": "missing",
        "地质": "missing",
        "气候": "missing",
    }


def test_a_suggestion_for_a_segment_that_is_gone_is_written_as_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "en.po"
    po = entry_po(("项目执行期为2年", "The project duration is 2 years"))
    po.append(
        polib.POEntry(
            msgid="项目执行期为3年", msgstr="x", flags=["fuzzy"], previous_msgid="项目执行期为2年"
        )
    )
    po.save(str(path))
    wanted = {"项目执行期为2年": ["2030-1/1.1#requirement-1"]}
    assert update(wanted, path).gone == ("项目执行期为3年",)
    once = path.read_bytes()
    update(wanted, path)
    assert path.read_bytes() == once


@pytest.mark.parametrize("remark", ["", "ask the observatory"])
@pytest.mark.parametrize(
    ("known", "gone"),
    [
        (("项目执行期为2年", "The project duration is 2 years"), "项目的执行期为2年"),
        (("项目执行期为3年", "The project duration is 3 years"), "项目执行期为2年零6个月"),
    ],
    ids=["as it is", "edited"],
)
def test_a_suggestion_goes_with_its_segment(
    tmp_path: Path, known: tuple[str, str], gone: str, remark: str
) -> None:
    """It is the English of another one, and must not come back as a person’s. What a person has edited stays."""
    path, other = tmp_path / "en.po", {known[0]: ["x"]}
    entry_po(known).save(str(path))
    update(other | {gone: ["y"]}, path)
    po = read_po(path)
    entry = next(entry for entry in po if entry.msgid == gone)
    edited = not entry.msgstr
    if edited:
        entry.msgstr, entry.previous_msgid = "The project lasts 30 months", known[0]
        entry.flags = ["fuzzy"]
    entry.tcomment = remark
    po.save(str(path))
    update(other, path)
    po = read_po(path)
    english = "The project lasts 30 months" if edited else ""
    assert [(e.msgid, e.msgstr, e.fuzzy, e.tcomment) for e in po if e.obsolete] == [
        (gone, english, edited, remark)
    ] * bool(edited or remark)
    assert po.metadata["X-English"] == str(1 + edited)
    # A person may delete the suggestion that comes back.
    update(other | {gone: ["y"]}, path)
    found = next(entry for entry in read_po(path) if entry.msgid == gone)
    assert is_suggestion(found) == (not edited and not remark)


def test_check_finds_nothing() -> None:
    result = CliRunner().invoke(main, ["translate", "check", "--seeds", str(SEEDS.root)])
    assert result.stdout == "0 findings\n"
    assert result.exit_code == 0


def entry_of(zh: str, en: str, comment: str = "") -> polib.POEntry:
    return polib.POEntry(msgid=zh, msgstr=en, tcomment=comment)


SENTENCE = "项目合作双方须分别向本国的项目征集部门提交申报材料，单方申报项目无效"


@pytest.mark.parametrize(
    ("rule", "zh", "good", "bad", "finding"),
    [
        (no_chinese, "农业", "Agriculture", "Agriculture（农业）", "holds （农业）"),
        (no_chinese, "农业", "Agriculture – “x”", "Agriculture、", "holds 、"),
        (no_chinese, "农业", "Agriculture", "农" * 21, f"holds {'农' * 20}"),
        *((no_chinese, "农业", "Agriculture, °C, ²", f"Agriculture {c}", f"holds {c}") for c in "𬬻𠀀﨑⺀㈱㎡︵々"),
        *(
            (is_english, "农业", "Agriculture", junk, f"“{junk[:20]}” is no translation")
            for junk in ("#REF!", "#NAME?", "#N/A", "#DIV/0!", "#WERT!", "TRUE", "null", "TODO", "TODO: ask", "TBD", "=A1", "FALSE", "NULL", "NaN", "nan", "undefined", "TBD technology")
        ),
        *((is_english, zh, good, "null", "“null” is no translation") for zh, good in (("误差", "Error"), ("真", "True"), ("零", "Null"), ("待定", "Undefined"))),
        *((is_english, "农业", "β-Particles, 3 µm", junk, "is not in Latin letters") for junk in ("1", "-", "?", "Исследование", "Исследование DNA", "ααα β")),
        (is_english, "ITER 1.1", "1.1", "#VALUE!", "“#VALUE!” is no translation"),
        (no_closing_mark, "农业；", "Agriculture", "Agriculture.", "ends in “.”"),
        (no_closing_mark, "农业；", "Agriculture, etc.", "Agriculture etc.;", "ends in “;”"),
        (no_closing_mark, "农业：", "Agriculture?", "Agriculture:", "ends in “:”"),
        (no_closing_mark, "农业，", "Agriculture", "Agriculture,", "ends in “,”"),
        (same_numbers, "不超过10个", "No more than 10 projects", "No more than 100 projects", "lacks 10"),
        (same_numbers, "不超过１０个", "No more than 10 projects", "No more than ten projects", "lacks 10"),
        (same_numbers, "2.5倍", "2.5 times", "2 times and 5", "lacks 2.5"),
        (same_numbers, "4500万元人民币", "RMB 45 million", "RMB 45,000,000", "lacks 45 million"),
        (same_numbers, "约6.2亿元", "About RMB 620 million", "About RMB 62 million", "lacks 620 million"),
        (same_numbers, "3000元", "RMB 3000", "RMB 3,000", "lacks 3000"),
        (same_numbers, "2016年8月31日", "31 August 2016", "31 September 2016", "lacks August"),
        (same_numbers, "12月", "December", "February 12", "lacks December"),
        (same_numbers, "1月", "January", "1 month", "lacks January"),
        (same_numbers, "执行期24月", "24 months", "Some months", "lacks 24"),
        (same_numbers, "2016年6月2日", "2 June 2016", "2 June", "lacks 2016"),
        (same_numbers, "见https://a.b/2021或x3@a.b，5个", "See the site, 5", "See the site", "lacks 5"),
        (same_numbers, "经费2000万元", "Funding of RMB 20 million", "Funding of RMB 120 million", "lacks 20 million"),
        (same_numbers, "2000万元人民币", "RMB 20 million", "RMB 920 million", "lacks 20 million"),
        (same_numbers, "1000-1500万元", "RMB 10–15 million", "RMB 12–15 million", "lacks 10 million"),
        (same_numbers, "执行期3年，300万元", "3 years, RMB 3 million", "Some years, RMB 3 million", "lacks 3"),
        (same_numbers, "500万吨", "5 million tonnes", "500 tonnes", "lacks 500万吨"),
        (same_numbers, "至少三家单位", "At least 3 institutions", "At least 13 institutions", "lacks 3"),
        (same_numbers, "五个国家", "Five countries", "Countries", "lacks 5"),
        (same_numbers, "第二十五届会议", "25th Meeting", "5th Meeting", "lacks 25"),
        (same_addresses, "邮箱：a@b.cn", "Email: a@b.cn", "Email: aa@b.cn", "lacks a@b.cn; has aa@b.cn, which the Chinese does not have"),
        (same_addresses, "邮箱：a@b.cn", "Email: a@b.cn", "Email: a@b.cn and evil@x.com", "has evil@x.com, which the Chinese does not have"),
        (same_addresses, "旱作农业", "Dryland agriculture", "Dryland agriculture, see https://evil.example/x", "has https://evil.example/x, which the Chinese does not have"),
        (same_addresses, "电话：+82-2-3460-5702", "Tel.: +82 2 3460 5702", "Tel.: +82-2-3460-5703", "lacks +82-2-3460-5702; has +82-2-3460-5703, which the Chinese does not have"),
        (no_other_numbers, "项目执行期3年", "3 years", "3 to 33 years", "has 33, which the Chinese does not have"),
        (no_other_numbers, "水稻育种", "Rice breeding", "Rice breeding in 2029 with 300 farmers and RMB 50 million", "has 2029, which the Chinese does not have; has 300, which the Chinese does not have; has 50 million, which the Chinese does not have"),
        (no_other_numbers, "民用航空", "Civil aviation", "RMB 18 million, no more than RMB 30 million per project", "has 18 million, which the Chinese does not have; has 30 million, which the Chinese does not have"),
        (no_other_numbers, "企业牵头申报", "Enterprises lead", "Enterprises lead and provide matching funds of RMB 9 million", "has 9 million, which the Chinese does not have"),
        (no_other_numbers, "多家企业", "Several enterprises", "Seven enterprises", "has Seven, which the Chinese does not have"),
        (no_other_numbers, "2016年8月31日", "31 August 2016", "31 August 2016 or September", "has September, which the Chinese does not have"),
        (house_style, "须附意向书", "A letter of intent must be attached", "A letter of intent shall be attached", "has “shall”: a requirement has “must” or “may not”"),
        (house_style, "须联合申报", "Both must apply", "Both need to apply", "has “need to”: a requirement has “must” or “may not”"),
        (house_style, "须联合申报", "Both must apply", "Both have to apply", "has “have to”: a requirement has “must” or “may not”"),
        (house_style, "须联合申报", "Each must apply", "Each has to apply", "has “has to”: a requirement has “must” or “may not”"),
        (house_style, "不得变更", "Partners may not change", "Partners can not change", "has “can not”: a requirement has “must” or “may not”"),
        (house_style, "应提供配套经费", "Funds must be provided", "Funds are to be provided", "has “are to be”: a requirement has “must” or “may not”"),
        (house_style, "需附意向书", "A letter must be attached", "A letter is to be attached", "has “is to be”: a requirement has “must” or “may not”"),
        (house_style, "须提供意向书", "Applicants must attach a letter", "Applicants are required to attach a letter", "has “are required to”: a requirement has “must” or “may not”"),
        (house_style, "可再生能源与低碳", "Renewable energy, and low-carbon", "Renewable energy, And low-carbon", "has “, And”: a capital within a sentence"),
        (house_style, "项目执行期为2年", "The duration is 2 years, the end", "The duration is 2 years, The end", "has “, The”: a capital within a sentence"),
        (house_style, "镓、铟", "Ga, In and Zn, in alloys", "Ga; In alloys", "has “; In”: a capital within a sentence"),
        (house_style, "农业等领域", "Fields such as agriculture", "Agriculture and so on", "has “and so on”: a list that is not complete has “such as” or “including”"),
        (house_style, "在该领域", "In the field", "In the the field", "has “the the”: a word stands twice"),
        (house_style, "中国的", "China’s", "China's", "has “a's”: apostrophes and quotation marks are curly"),
        (house_style, "甲方的需求", "The applicants’ needs", "The applicants' needs", "has “s'”: apostrophes and quotation marks are curly"),
        (house_style, "甲", "‘Aurora’", "'Aurora'", "has “'A”: apostrophes and quotation marks are curly"),
        (house_style, "甲，乙，见https://a.b/c,d", "A, B, see https://a.b/c,d", "A,B, see https://a.b/c,d", "has “,”: a mark of punctuation is out of place"),
        (same_addresses, "邮箱：wtz@oead.at", "Email: wtz@oead.at", "Email: wtz@oead", "lacks wtz@oead.at"),
        (same_addresses, "见https：//sede.cdti.gob.es/", "See https://sede.cdti.gob.es/", "See the site", "lacks https://sede.cdti.gob.es/"),
        (balanced_brackets, "天文（含）", "Astronomy (included)", "Astronomy (included", "“)” is missing"),
        (balanced_brackets, "天文（含）", "Astronomy [“included”]", "Astronomy [included)", "“)” closes nothing"),
        (balanced_brackets, "天文（含）", "([“”])", "([)]", "“)” closes nothing"),
        (balanced_brackets, "天文（含）", "() [] “”", "(“included", "“”” is missing"),
        (balanced_brackets, "1）甲；2）乙", "1) first; 2) second", "first) second)", "“)” closes nothing"),
        (balanced_brackets, "：1）甲；2）乙", "Both: 1) first; 12) second", "Both, 1) first", "“)” closes nothing"),
        (
            likely_length,
            SENTENCE,
            "The partners on both sides must each submit application materials to the call authority",
            "Submit separately",
            "has 0.5 letters for each Chinese character, without a comment",
        ),
        (likely_length, "农" * 20, "a" * 36, "a" * 35, "has 1.8 letters for each Chinese character, without a comment"),
        (likely_length, "农" * 20, "a" * 140, "a" * 141, "has 7.0 letters for each Chinese character, without a comment"),
        (likely_length, "农" * 17, "a" * 300, "a" * 32_767, "letters: 32767, Chinese characters: 17, without a comment"),
        (likely_length, "农" * 17, "a" * 10, "a", "letters: 1, Chinese characters: 17, without a comment"),
        (likely_length, "农" * 4, "a" * 120, "a" * 121, "letters: 121, Chinese characters: 4, without a comment"),
        (house_style, "甲", "N,N-dimethyl, at a@b.c https://a.b/", "N,Dimethyl", "has “,”: a mark of punctuation is out of place"),
        # Latin letters of the Chinese stand in the English too, and say nothing of its length.
        (likely_length, "农" * 20 + "ITER", "a" * 40, "a" * 39, "has 1.8 letters for each Chinese character, without a comment"),
    ],
)  # fmt: skip
def test_rules_can_fail(
    rule: Callable[[polib.POEntry], Iterator[str]], zh: str, good: str, bad: str, finding: str
) -> None:
    assert list(rule(entry_of(zh, good))) == []
    assert "; ".join(rule(entry_of(zh, bad))) == finding


NUMBERS_ALIKE = [
    ("为期一年", "For 12 months"),
    ("执行期两年半", "For 2 years and 6 months"),
    ("执行期2年半", "For 2 years and 6 months"),
    ("执行期2年半", "For 30 months"),
    ("双方", "The two sides, both of them"),
    ("中方至少一个科研机构和一个企业", "At least 1 research institution and 1 enterprise"),
    ("“2+2”合作模式", "The “2+2” cooperation model"),
    ("5G、工业4.0", "5G and Industry 4.0"),
    ("二氧化碳、新冠病毒", "CO2 and the COVID-19 virus"),
    ("“十四五”规划", "The 14th Five-Year Plan"),
    ("地平线2020计划", "Horizon 2020"),
    ("每个项目一百万元", "RMB 1 million for each project"),
    ("50-100万元", "RMB 500,000–RMB 1 million"),
    ("500万千瓦", "5 GW"),
    ("5百分点、10千米", "5 percentage points and 10 km"),
    ("每年六月、12月", "June and December of each year"),
    ("两三个项目，三五年", "2–3 projects, 3–5 years"),
    ("二十国集团、数十个国家", "The G20 and dozens of countries"),
    ("一是基础研究；二是应用", "(1) basic research; (2) application"),
    ("不少于一亿万", "No fewer than 1 trillion"),
    ("自2026.5.1起，至2027-06-01", "From 2026.5.1 until 2027-06-01"),
    ("一百三十个", "130 projects"),
]


@pytest.mark.parametrize(("zh", "english"), NUMBERS_ALIKE)
def test_numbers_of_one_value_are_equal(zh: str, english: str) -> None:
    entry = entry_of(zh, english)
    assert [*same_numbers(entry), *no_other_numbers(entry)] == []


def test_a_comment_lets_pass_what_it_names() -> None:
    assert (
        list(no_other_numbers(entry_of("本世纪", "The 21st century", "21 is this century."))) == []
    )
    assert list(no_other_numbers(entry_of("本世纪", "The 21st century", "This century.")))


@pytest.mark.parametrize(
    ("zh", "english"),
    [
        ("拟立项2个，应联合申报", "2 projects are to be approved; both must apply"),
        ("要求具有多层次", "Models are required to have several levels"),
        ("应用研究，适应需求", "The aim is to be applied, and models are required to adapt"),
        ("须联合申报，旨在深化合作", "Both must apply; the aim is to deepen cooperation"),
        ("不仅限于此", "Can not only be this"),
    ],
)
def test_another_mood_where_nothing_is_obliged(zh: str, english: str) -> None:
    assert list(house_style(entry_of(zh, english))) == []


@pytest.fixture(scope="module")
def countries(vocabulary: Vocabulary) -> Countries:
    found = with_patterns(Catalogue(), SEEDS.patterns, vocabulary).countries
    assert found
    return found


@pytest.mark.parametrize(
    ("zh", "good", "bad", "finding"),
    [
        (
            "中国和芬兰政府间科技合作项目",
            "China–Finland Intergovernmental S&T Cooperation Projects",
            "China–France Intergovernmental S&T Cooperation Projects",
            "lacks Finland; has France, which the Chinese does not have",
        ),
        (
            "《中国和芬兰示例科技合作议定书》",
            "China–Finland Example Protocol",
            "China–France Example Protocol",
            "lacks Finland; has France, which the Chinese does not have",
        ),
        ("中芬双方", "The Chinese and Finnish sides", "The Chinese and French sides", "has French, which the Chinese does not have"),
        ("中国与印度尼西亚", "China and Indonesia", "China and India", "lacks Indonesia; has India, which the Chinese does not have"),
        ("中国和英国", "China–UK", "China–EU", "lacks United Kingdom; has EU, which the Chinese does not have"),
        ("欧盟委员会", "The European Commission", "The Commission", "lacks European Union"),
        ("金砖国家", "BRICS", "ASEAN", "lacks BRICS; has ASEAN, which the Chinese does not have"),
        ("日本理化学研究所", "RIKEN of Japan", "RIKEN of Singapore", "has Singapore, which the Chinese does not have"),
        ("水稻育种", "Rice breeding", "Rice breeding in Viet Nam", "has Viet Nam, which the Chinese does not have"),
        ("加拿大魁北克省企业", "Enterprises of Quebec", "Enterprises of Bavaria", "lacks Canada"),
    ],
)  # fmt: skip
def test_countries_of_the_english_are_those_of_the_chinese(
    countries: Countries, zh: str, good: str, bad: str, finding: str
) -> None:
    assert list(countries.problems(entry_of(zh, good))) == []
    assert "; ".join(countries.problems(entry_of(zh, bad))) == finding
    named = entry_of(zh, bad, finding)
    assert list(countries.problems(named)) == []


@pytest.mark.parametrize(
    ("zh", "english"),
    [
        ("美国航空航天局", "NASA"),
        ("苏丹科研人员", "Sudanese researchers"),
        ("合作国应为非洲国家", "The partner country must be an African country"),
        ("其余金砖四国", "The other 4 BRICS countries"),
        (
            "印度洋、墨西哥湾、朝鲜半岛",
            "The Indian Ocean, the Gulf of Mexico and the Korean Peninsula",
        ),
        ("北爱尔兰", "Northern Ireland"),
        ("拉美国家", "Latin American countries"),
        ("中日韩", "China, Japan and the Republic of Korea"),
        ("英美机构", "UK and US institutions"),
        ("10万美元", "US dollars 100,000"),
        ("驻法使馆", "Embassy in France"),
        ("地平线欧洲计划", "The EU’s Horizon Europe programme"),
        ("豚鼠模型", "Guinea pig models"),
        ("德意志联邦共和国", "The Federal Republic of Germany"),
        ("联系人：Jordan Smith", "Contact: Jordan Smith"),
        ("中新双方", "The Chinese and Singaporean sides"),
    ],
)
def test_what_may_name_a_country_is_let_pass(countries: Countries, zh: str, english: str) -> None:
    assert list(countries.problems(entry_of(zh, english))) == []


def test_length_is_judged_of_long_segments_without_a_comment_alone() -> None:
    assert list(likely_length(entry_of("农" * 19, "x" * 10))) == []
    assert list(likely_length(entry_of("农" * 4, "x"))) == []
    assert list(likely_length(entry_of("农" * 4, "x" * 5_000, "As long as this."))) == []
    assert list(likely_length(entry_of("农" * 20, "x", "Shorter in English."))) == []


@pytest.mark.parametrize("english", ["TBD technology", "=X", "null"])
def test_a_comment_says_that_strange_english_is_a_translation(english: str) -> None:
    """Of errors of a spreadsheet program it does not."""
    assert list(is_english(entry_of("真", english)))
    assert not list(is_english(entry_of("真", english, "The body’s own name.")))
    assert list(is_english(entry_of("真", "#REF!", "The body’s own name.")))


def test_each_number_that_is_lacking_is_told_once() -> None:
    entry = entry_of("8月起至9月，2个领域各2个项目，共4个，300万元，每年100万元", "none")
    assert list(same_numbers(entry)) == [
        "lacks 3 million",
        "lacks 1 million",
        "lacks August",
        "lacks September",
        "lacks 2",
        "lacks 4",
    ]


GLOSSARY = (
    Term(term="联合实验室", en=("joint laboratory", "joint lab")),
    Term(term="申报单位", en=("applicant",), forbidden=("declaring unit", "reporting unit")),
    Term(term="牵头申报单位", en=("lead applicant",)),
)


@pytest.mark.parametrize(
    ("zh", "en", "comment", "findings"),
    [
        ("联合实验室", "Joint Laboratory", "", []),
        ("联合实验室", "The Joint-Lab’s", "", []),
        ("联合实验室", "Common lab", "", ["“联合实验室” is not translated as “joint laboratory”"]),
        ("联合实验室", "Common lab", "联合实验室 is the body's own name.", []),
        ("联合实验室", "Common lab", "The body's own name.", ["“联合实验室” is not translated as “joint laboratory”"]),
        (
            "申报单位",
            "The declaring unit, that is the applicant",
            "申报单位",
            ["“申报单位” must not be translated as “declaring unit”"],
        ),
        (
            "申报单位",
            "Reporting unit",
            "",
            ["“申报单位” is not translated as “applicant”", "“申报单位” must not be translated as “reporting unit”"],
        ),
        ("农业", "The declaring unit", "", []),
        # The longer term goes before the shorter one that it holds.
        ("牵头申报单位", "The leader of the applicants", "牵头申报单位", []),
        ("牵头申报单位", "The applicant", "", ["“牵头申报单位” is not translated as “lead applicant”"]),
        (
            "牵头申报单位与申报单位",
            "The lead",
            "",
            ["“牵头申报单位” is not translated as “lead applicant”", "“申报单位” is not translated as “applicant”"],
        ),
    ],
)  # fmt: skip
def test_glossary(zh: str, en: str, comment: str, findings: list[str]) -> None:
    assert list(glossary_kept(entry_of(zh, en, comment), GLOSSARY)) == findings


def test_one_long_english_for_two_segments() -> None:
    english = "The project duration should be no more than 3 years in all.."
    assert len(english) == 60
    one, other = entry_of("项目执行期不超过3年", english), entry_of("项目周期不超过3年", english)
    told = f"has the English of “{one.msgid}”"
    assert list(distinct([one, entry_of("农业", "x" * 60), other])) == [(other.msgid, told)]
    assert list(distinct([entry_of("2~3年", english), entry_of("2～3年", english)])) == []
    assert list(distinct([entry_of("2~3年", english), entry_of("2———3年", english)])) == []
    assert list(distinct([one, entry_of(other.msgid, english, "The same in English."), one])) == []
    assert (
        list(distinct([entry_of(one.msgid, english[1:]), entry_of(other.msgid, english[1:])])) == []
    )
    long = entry_of("农" * 41, english)
    assert list(distinct([long, one])) == [(one.msgid, f"has the English of “{'农' * 40}”")]


def test_the_glossary_is_large_enough(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.glossary) >= 150


def test_untranslated_text_shows_chinese_with_a_notice(tmp_path: Path) -> None:
    """Without one entry, its item is shown in Chinese, marked as such, and the page says so once."""
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS.root, folder)
    path = folder / "translations" / "en.po"
    po = polib.pofile(str(path))
    next(e for e in po if e.msgid == "节能自动化系统、可再生能源").flags.append("fuzzy")
    po.save()
    status = CliRunner().invoke(main, ["translate", "status", "--seeds", str(folder)])
    assert "suggestion 2022-1/2.4#field-3: 节能自动化系统、可再生能源" in status.stdout
    reviewed = po.metadata["X-Reviewed"]
    assert f"last review of the whole catalogue: {reviewed}" in status.stdout
    seeds = Seeds(folder)
    page = dict(render(load_library(seeds), seeds.interface))["en/2022-1/2.4.md"].decode()
    assert '*节能自动化系统、可再生能源；*{ lang="zh" .original }' in page
    assert "Parts not translated yet and shown in Chinese: 1 of " in page
