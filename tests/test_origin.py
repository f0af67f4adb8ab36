"""The address and the date in a saved web page, and their use by `guides add`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from test_add import Project, at_a_terminal, project, text_of

from generator.read.html import read_origin

__all__ = ["project"]

ADDRESS = "https://service.most.gov.cn/kjjh_tztg_all/20250107/5000.html"


@pytest.mark.parametrize(
    ("head", "address", "by"),
    [
        (f'<link rel="canonical" href="{ADDRESS}">', ADDRESS, "its canonical link"),
        (f'<meta property="og:url" content="{ADDRESS}">', ADDRESS, "its og:url"),
        (
            f"<!-- saved from url=(0062){ADDRESS} -->",
            ADDRESS,
            "the browser that saved it",
        ),
        # A site that names its front page in every page.
        (
            f'<!-- saved from url=(0062){ADDRESS} --><link rel="canonical" href="https://www.most.gov.cn/">',
            ADDRESS,
            "the browser that saved it",
        ),
        ("<!-- saved from url=(0014)about:internet -->", None, ""),
        ('<link rel="canonical" href="/zh/5000.html">', None, ""),
        ('<link rel="canonical" href="javascript:evil()">', None, ""),
        ('<link rel="canonical" href=\'https://a.cn/"onclick=\n\'>', None, ""),
        ('<link rel="canonical" href="https://[a/b">', None, ""),
        ('<link rel="canonical" href="https://name:word@a.cn/b">', None, ""),
        ('<link rel="canonical" href="https://a..cn/b">', None, ""),
    ],
)
def test_the_address_that_a_page_says(head: str, address: str | None, by: str) -> None:
    found = read_origin(f"<html><head>{head}</head><body>指南</body></html>".encode())
    assert (found.address, found.address_by) == (address, by)


@pytest.mark.parametrize(
    ("meta", "day"),
    [
        ('name="PubDate" content="2025-01-07 10:30"', date(2025, 1, 7)),
        ('name="publishdate" content="2025年1月7日"', date(2025, 1, 7)),
        ('property="article:published_time" content="2025-01-07T02:30:00Z"', date(2025, 1, 7)),
        ('name="PubDate" content="20250107"', date(2025, 1, 7)),
        ('name="PubDate" content="2025-13-07"', None),
        ('name="PubDate" content="2025"', None),
        ('name="PubDate" content="2025010"', None),
        ('name="PubDate"', None),
        ('name="author" content="2025-01-07"', None),
    ],
)
def test_the_day_that_a_page_says(meta: str, day: date | None) -> None:
    assert read_origin(f"<meta charset=utf-8><meta {meta}><p>指南</p>".encode()).published == day


def saved(title: str = "2025年度第一批", day: str = "2025-01-07", word: str = "") -> str:
    text = text_of(title, "（征求意见稿）").replace("人工智能", f"人工智能{word}")
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    return (
        f'<!doctype html><meta charset=utf-8><meta name="PubDate" content="{day} 10:30">'
        f'<link rel="canonical" href="{ADDRESS}"><body>{paragraphs}</body>'
    )


def test_a_saved_page_tells_its_address_and_day(project: Callable[..., Project]) -> None:
    new = project()
    file = new.file("a.html", saved())
    result = new.add(file)
    assert result.exit_code == 0, result.output
    record = new.record("2025-1-draft")
    assert (record["source_url"], str(record["published"])) == (ADDRESS, "2025-01-07")
    told = [line.split() for line in result.stdout.splitlines()]
    assert ["address", ADDRESS, "its", "canonical", "link"] in told
    assert ["published", "2025-01-07", "its", "pubdate"] in told
    assert new.add(file).stdout.endswith("nothing to change\n")


def test_what_a_person_says_counts_first(project: Callable[..., Project]) -> None:
    """And stays, when another file of the guide says something else."""
    new = project()
    mine = "https://example.org/mine"
    result = new.add(new.file("a.html", saved()), "--source-url", mine, "--published", "2025-02-01")
    assert result.exit_code == 0, result.output
    record = new.record("2025-1-draft")
    assert (record["source_url"], str(record["published"])) == (mine, "2025-02-01")
    assert ADDRESS not in result.stdout
    result = new.add(new.file("b.html", saved(word="、水技术")), "--replace")
    assert result.exit_code == 0, result.output
    record = new.record("2025-1-draft")
    assert record["received"] == "b.html"
    assert (record["source_url"], str(record["published"])) == (mine, "2025-02-01")


def test_what_the_page_says_is_not_asked(
    project: Callable[..., Project],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_a_terminal(monkeypatch)
    new = project()
    result = new.add(new.file("a.html", saved()), answers="")
    assert result.exit_code == 0, result.output
    assert "Where was it published" not in result.stderr


def test_a_folder_is_read_with_its_folders(project: Callable[..., Project]) -> None:
    new = project()
    new.file("b.txt", text_of("2025年度第二批", "（征求意见稿）"))
    for folder, name, text in (
        ("2024", "a.html", saved("2025年度第一批")),
        ("2024/附件", "c.txt", text_of("2025年度第三批", "（征求意见稿）")),
        ("2024/附件", "scan.jpg", "x"),
        (".git", "d.txt", text_of("2025年度第四批", "（征求意见稿）")),
        ("2024", ".hidden.txt", text_of("2025年度第五批", "（征求意见稿）")),
    ):
        (new.root / "arrived" / folder).mkdir(parents=True, exist_ok=True)
        (new.root / "arrived" / folder / name).write_text(text, encoding="utf-8")
    result = new.add(new.root / "arrived")
    assert result.exit_code == 0, result.output
    assert "arrived: 3 added, 1 skipped" in result.stdout
    assert (
        "2024/附件/scan.jpg: is an image, whatever its name: get the guide as Word" in result.stderr
    )
    assert sorted(path.name for path in new.seeds.guides.iterdir()) == [
        "2025-1-draft",
        "2025-2-draft",
        "2025-3-draft",
    ]


def test_a_file_under_a_wrong_name_is_kept_as_what_it_is(
    project: Callable[..., Project],
) -> None:
    new = project()
    result = new.add(new.file("指南.doc", saved()))
    assert result.exit_code == 0, result.output
    record = new.record("2025-1-draft")
    assert (record["received"], record["file"]) == ("指南.doc", "guide.html")
