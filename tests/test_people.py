"""Contact persons stand on the page of their direction, and on no page that quotes it. The guides are constructed."""

from __future__ import annotations

from pathlib import Path

import pytest
from constructed import HEAD, direction, numbered, seeds_of

from generator.model import Text
from generator.pipeline import load_library
from generator.text.people import up_to_people
from generator.write import render

CONTACTS = "其他要求：\n1. 双方须分别提交，联系人：{}，{}@example.org。\n2. 联系人：\n（1）{}，电话：010-12345678。\n（2）{}，+358 9 1234567。"
FIRST, SECOND = (
    ("张三", "zhang.san", "王小明", "Ms. Anna Muster"),
    ("李四", "li.si", "赵小龙", "Ms. Eva Beispiel"),
)


def test_no_other_page_names_them(tmp_path: Path) -> None:
    """Not where two calls are compared, where a condition is quoted, or where two partners have the same wording."""
    partners = ("芬兰", "瑞典")
    texts = {
        f"{year}-1": HEAD.format(year)
        + numbered(
            direction(
                title=f"中国和{name}政府间科技合作项目", requirements=CONTACTS.format(*people)
            )
            for name in partners
        )
        for year, people in ((2030, FIRST), (2031, SECOND))
    }
    seeds = seeds_of(tmp_path / "seeds", texts)
    own = {
        f"{language}/{guide}/1.{n}.md"
        for language in ("zh", "en")
        for guide in texts
        for n in (1, 2)
    }
    for path, data in render(load_library(seeds), seeds.interface):
        named = [
            word for person in (*FIRST, *SECOND, "1234567") if (word := person) in data.decode()
        ]
        assert bool(named) == (path in own), (path, named)


@pytest.mark.parametrize(
    ("zh", "en", "quoted"),
    [
        ("奥方联系人：Ms. A，邮箱：a@b.org。", "Contact person on the Austrian side: Ms. A, email: a@b.org", ("奥方联系人：…", "Contact person on the Austrian side: …")),
        ("材料发至a@b.org。", "Send the materials to a@b.org", ("材料发至…", "Send the materials to …")),
        ("支持措施及联系人信息", "Support measures and contact information", ("支持措施及联系人信息", "Support measures and contact information")),
        ("芬方联系人：Ms. A", None, ("芬方联系人：…", None)),
    ],
)  # fmt: skip
def test_a_quotation_ends_where_people_begin(
    zh: str, en: str | None, quoted: tuple[str, str | None]
) -> None:
    text = up_to_people(Text(zh, en))
    assert (text.zh, text.en) == quoted
