"""Patterns: what they translate, what they leave to a translator, mistakes in their file, and guides that they never saw."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from conftest import ROOT, SEEDS
from constructed import seeds_of
from left_out import table
from made_guides import MADE, lines, source

from generator.errors import InputError
from generator.link import Library
from generator.pipeline import load_library
from generator.translate.catalogue import Catalogue, difference, updated_po
from generator.translate.patterns import Patterns, with_patterns
from generator.translate.segments import places, segments
from generator.vocabulary import Vocabulary
from generator.write import render


@pytest.fixture(scope="module")
def patterns(vocabulary: Vocabulary) -> Patterns:
    found = with_patterns(Catalogue.load(SEEDS.catalogue), SEEDS.patterns, vocabulary).patterns
    assert found
    return found


@pytest.mark.parametrize(
    ("zh", "english"),
    [
        # a country of CLDR that no guide names; an article in a sentence, none behind “China–”
        ("中国和土耳其政府间科技合作项目", "China–Türkiye Intergovernmental S&T Cooperation Projects"),
        ("中国和科特迪瓦联合研发项目", "China–Côte d’Ivoire Joint R&D Projects"),
        ("合作国别仅限荷兰和菲律宾", "The partner countries are limited to the Netherlands and the Philippines"),
        # one project, one year
        ("原则上不超过1个", "In principle no more than 1 project"),
        ("0-1个", "0–1 projects"),
        ("项目执行期不超过1年", "The project duration must not exceed 1 year"),
        # numbers in other characters
        ("十二个项目", "12 projects"),
        ("约１．２亿元", "About RMB 120 million"),
        ("50万-100万元人民币", "RMB 500 thousand–RMB 1 million"),
        ("《中美科技合作联委会第二十一次会议纪要》", "Minutes of the 21st Meeting of the China–United States Joint Committee on Science and Technology Cooperation"),
        # several clauses, of which one is an entry of the catalogue
        ("项目执行期为5年；此项合作应已获得美国联邦政府部门在该领域的出资或出资承诺", "The project duration is 5 years; this cooperation must already have obtained funding or a funding commitment in the field concerned from a department of the federal government of the United States"),
    ],
)  # fmt: skip
def test_english_by_pattern(patterns: Patterns, zh: str, english: str) -> None:
    assert patterns.english(zh) == english


@pytest.mark.parametrize(
    "zh",
    [
        "中国和瓦坎达政府间科技合作项目",  # no country
        "中阿政府间科技合作项目",  # Arab states or Argentina
        "中国和香港联合资助项目",  # no partner of “China and …”
        "中国和俄罗斯农业科技合作项目",  # S&T cooperation on agriculture, or cooperation on agricultural S&T
        "农业和食品技术",  # agricultural and food technologies, or agriculture, and food technologies
        "微电子和医药卫生",  # microelectronics and medicine and health
        "中国和日本理化学研究所（RIKEN）联合研究项目其他",
        "中国科技部与日本理化学研究所（RIKEN）联合研究项目",  # RIKEN (RIKEN)
        "12345678901元",  # more figures than the English has
        "2.5个项目",
        "100万欧元",
        "项目执行期3年，第4年起自筹",
        "西",
        "",
        "中" * 500,
    ],
)
def test_what_could_be_wrong_is_left_to_a_translator(patterns: Patterns, zh: str) -> None:
    assert patterns.english(zh) is None


def test_an_entry_comes_before_a_pattern(patterns: Patterns) -> None:
    """2017-1/1.12#strand-1 has a title in lower case, where the pattern has capitals."""
    zh = "中蒙政府间联合研究项目"
    catalogue = Catalogue({zh: "A person’s"}, patterns=patterns)
    assert catalogue.segment(zh) == ("A person’s", "reviewed")
    assert catalogue.segment("中法政府间联合研究项目") == (
        "China–France Intergovernmental Joint Research Projects",
        "pattern",
    )
    assert catalogue.segment("别的") is None
    assert catalogue.translated("项目执行期为9年。中蒙政府间联合研究项目。").origin == "pattern"


def test_patterns_agree_with_their_examples_and_with_the_catalogue(
    patterns: Patterns, library: Library
) -> None:
    assert not list(patterns.problems(segments(library.guides)))


def changed(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (changed('zh: "{t:title}"', 'zh: "{t:nothing}"'), "nothing is neither a kind of slot nor a part"),
        (changed('"金砖国家{c:call}": "BRICS {c.title}"', '"金砖国家{c:call}": "BRICS"'), "each slot has to stand once in the Chinese, and the same slots in the English"),
        (changed('"BRICS {c.title}"', '"BRICS {c.loud}"'), "loud is no form of a slot"),
        (changed('"BRICS {c.title}"', '"BRICS {c.title}}"'), "has a brace that belongs to no slot"),
        (changed('"金砖国家{c:call}"', '"金砖(国家{c:call}"'), "has a bracket or bar that belongs to no alternatives: write (one|other)"),
        (changed('zh: "待定"', 'cn: "待定"'), "zh: field required"),
    ],
)  # fmt: skip
def test_mistakes_in_the_file(
    tmp_path: Path, vocabulary: Vocabulary, change: Callable[[str], str], message: str
) -> None:
    """The line is that of the wrong text."""
    path = tmp_path / "patterns.yml"
    text = SEEDS.patterns.read_text(encoding="utf-8")
    path.write_text(change(text), encoding="utf-8")
    both = zip(text.split("\n"), change(text).split("\n"), strict=True)
    line = next(number for number, (one, other) in enumerate(both, start=1) if one != other)
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        Patterns.load(path, vocabulary, {}, ())
    assert f"patterns.yml:{line}:" in str(caught.value)


def test_an_example_that_does_not_hold_is_a_problem(
    tmp_path: Path, vocabulary: Vocabulary, library: Library
) -> None:
    path = tmp_path / "patterns.yml"
    text = SEEDS.patterns.read_text(encoding="utf-8")
    text = text.replace("at: 2017-1/1.1,", "at: 2017-1/1.2,", 1)
    text = text.replace('zh: "待定", en: "To be determined"', 'zh: "待定", en: "Translated since"')
    text = re.sub("^  《中华人民共和国政府和日本国政府.*\n", "", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    catalogue = Catalogue.load(SEEDS.catalogue)
    found = Patterns.load(path, vocabulary, catalogue.entries, catalogue.fields)
    assert found
    told = [problem for _, problem in found.problems(segments(library.guides))]
    assert told == [
        "2017-1/1.2 does not print this example of {t:title}",
        "the pattern {u:undetermined} does not give the English of its example",
        "a pattern gives “Agreement on Scientific and Technological Cooperation between the Government of the People’s Republic of China and the Government of Japan”: take it, or list the segment under differences",
    ]


def test_without_a_file_there_are_no_patterns(tmp_path: Path, vocabulary: Vocabulary) -> None:
    assert with_patterns(Catalogue(), tmp_path / "none.yml", vocabulary).patterns is None


# Guides that came in new


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("new") / "seeds"
    return load_library(seeds_of(folder, {guide: source(guide) for guide in MADE}))


@pytest.mark.parametrize("guide", MADE)
def test_a_made_up_guide_is_in_english(new: Library, guide: str) -> None:
    """Every line that has English in the table has this English, and nobody has translated it."""
    texts = [text for one in new.guides if one.id == guide for text, _ in places(one)]
    found = {text.zh.rstrip("。；"): text.en for text in texts}
    wanted = {}
    for line, english in lines(guide):
        zh = re.sub(r"^(?:\d\.\d |\d\. |（\d）|[^：]{4,6}：(?=.))", "", line).rstrip("。；")
        if english:
            wanted[zh] = english
    assert {zh: found.get(zh) for zh in wanted} == wanted


def test_its_pages_have_titles_and_facts_in_english(new: Library) -> None:
    pages = dict(render(new, SEEDS.interface))
    told = {
        path: re.findall(
            r"^# (?:\d\.\d )?(.+?) \{ #top|^\| (\[.+) \|$", page.decode(), re.MULTILINE
        )
        for path, page in pages.items()
        if re.fullmatch(r"en/20[\d-]+(?:-draft)?/1\.\d\.md", path)
    }
    assert len(told) == 11
    for path, found in told.items():
        heads = [head or row for head, row in found]
        assert len(heads) >= 2, path
        if path != "en/2029-1/1.4.md":  # an agency alone
            assert not re.search("[\u4e00-\u9fff]", "".join(heads)), path


# The catalogue


def entry_po(*entries: tuple[str, str]) -> polib.POFile:
    po = polib.POFile()
    po.extend(polib.POEntry(msgid=zh, msgstr=english) for zh, english in entries)
    return po


def test_what_a_pattern_makes_is_no_entry(patterns: Patterns) -> None:
    """But an entry that a person has written, or has a comment on, stays."""
    old = entry_po(("5个项目", "Five projects"), ("6个项目", ""), ("7个项目", ""))
    old[2].tcomment = "Ask."
    wanted = {zh: ["x"] for zh in ("5个项目", "6个项目", "7个项目", "8个项目", "别的")}
    po, done = updated_po(wanted, old, None, patterns)
    assert [entry.msgid for entry in po] == ["5个项目", "7个项目", "别的"]
    assert done.by_pattern == ("6个项目", "8个项目")
    assert (done.new, done.gone) == (("别的",), ())


@pytest.mark.parametrize(
    ("zh", "near", "english"),
    [
        # 2017-1/1.8#requirement-1-4: another partner, in each of its forms; another year and number
        ("泰方申报单位需向泰国科技部门提交2份材料", "芬方申报单位需向芬兰科技部门提交3份材料", "Thai applicants must submit 2 documents to the S&T authority of Thailand"),
        ("第十四次会议应讨论500万元的项目", "第二次会议应讨论1200万元的项目", "The 14th meeting must discuss the project of RMB 5 million"),
        ("第三批项目由中国和荷兰共同资助", "第二批项目由中国和芬兰共同资助", "Projects of the third batch are funded by China and the Netherlands"),
        # behind “China–” a name has no article; an agency for another
        ("中国和荷兰合作备忘录", "中国和芬兰合作备忘录", "China–Netherlands Cooperation Memorandum"),
        ("项目由波兰国家研究与发展中心受理", "项目由韩国国家研究基金会受理", "Projects are received by the National Centre for Research and Development of Poland"),
        # in one there are more numbers than in the other; the English has not the old number, and is as it was
        ("第3次会议应讨论1200万元的2个项目", "第二次会议应讨论1200万元的项目", "The 2nd meeting must discuss the project of RMB 12 million"),
        ("第二次会议应讨论4欧元的项目方案", "第二次会议应讨论1200万元的项目", "The 2nd meeting must discuss the project of RMB 12 million"),
        # the English does not name the partner
        ("德方有关要求参见附件中的说明", "英方有关要求参见附件中的说明", "For the requirements, see the annex"),
        # a word beside the facts differs: none of them is exchanged
        ("泰方申请单位需向泰国科技部门提交2份材料", "芬方申报单位需向芬兰科技部门提交3份材料", "Finnish applicants must submit 3 documents to the S&T authority of Finland"),
        ("中国和拉美国家合作备忘录", "中国和芬兰合作备忘录", "China–Finland Cooperation Memorandum"),
        # the noun beside a 1, the article before a name
        ("芬方申报单位需向芬兰科技部门提交1份材料", "芬方申报单位需向芬兰科技部门提交3份材料", "Finnish applicants must submit 3 documents to the S&T authority of Finland"),
        ("奥方联合申报单位须有具体方案", "芬方联合申报单位须有具体方案", "A Finnish co-applicant must have a detailed plan"),
        ("别的事项", None, ""),
    ],
)  # fmt: skip
def test_all_numbers_and_names_are_exchanged_in_a_suggestion_or_none(
    patterns: Patterns, vocabulary: Vocabulary, zh: str, near: str | None, english: str
) -> None:
    """The entry stays fuzzy, with the Chinese of the other one and the parts in which they differ."""
    old = entry_po(
        ("芬方申报单位需向芬兰科技部门提交3份材料", "Finnish applicants must submit 3 documents to the S&T authority of Finland"),
        ("英方有关要求参见附件中的说明", "For the requirements, see the annex"),
        ("第二次会议应讨论1200万元的项目", "The 2nd meeting must discuss the project of RMB 12 million"),
        ("第二批项目由中国和芬兰共同资助", "Projects of the second batch are funded by China and Finland"),
        ("中国和芬兰合作备忘录", "China–Finland Cooperation Memorandum"),
        ("项目由韩国国家研究基金会受理", "Projects are received by the National Research Foundation of Korea"),
        ("芬方联合申报单位须有具体方案", "A Finnish co-applicant must have a detailed plan"),
    )  # fmt: skip
    po, done = updated_po({zh: ["x"]}, old, vocabulary.mention_pattern, patterns)
    entry = po[0]
    assert (entry.previous_msgid, entry.msgstr) == (near, english)
    assert entry.fuzzy == bool(near) == (done.suggested == (zh,))
    if near:
        assert entry.comment == f"Differs from the previous msgid: {difference(near, zh)}"
        entry.flags.remove("fuzzy")
        entry.previous_msgid = None
        assert not updated_po({zh: ["x"]}, po, None, patterns)[0][0].comment


# The measurement


def test_the_table_of_guides_left_out_is_true() -> None:
    assert table() in (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
