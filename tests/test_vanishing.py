"""Published addresses that a new text of a guide removes, with and without redirects."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.add.plan import vanishing
from generator.folders import Changes
from generator.ledger import Redirect, Release

WHEN = date(2026, 11, 20)
RELEASE = Release(
    release="1.0.0",
    date=WHEN,
    paths={
        "zh/2030-1/1.1/": ("field-1", "field-2", "field-3"),
        "zh/2030-1/1.2/": ("field-1",),
        "zh/2030-1/": (),
        "data/x.json": (),
    },
)
BEFORE = (
    "- 农业。{ #field-1 }\n- 水。{ #field-2 .mark }\n- 海洋。{ .mark #field-9 }\n# 领域 {#fields}\n"
)
AFTER = "- 农业。{ #field-1 }\n"


@pytest.mark.parametrize(
    ("redirected", "expected"),
    [
        ([], ["zh/2030-1/1.2/", "zh/2030-1/", "zh/2030-1/1.1/#field-2"]),
        (["zh/2030-1/1.2/"], ["zh/2030-1/", "zh/2030-1/1.1/#field-2"]),
        (["zh/2030-1/"], ["zh/2030-1/1.2/", "zh/2030-1/1.1/#field-2"]),
        (["zh/2030-1/1.1/#field-2"], ["zh/2030-1/1.2/", "zh/2030-1/"]),
        (["zh/2030-1/1.2/", "zh/2030-1/", "zh/2030-1/1.1/#field-2"], []),
    ],
)
def test_what_was_published_and_goes_without_a_redirect(
    redirected: list[str], expected: list[str], tmp_path: Path
) -> None:
    """Constructed: field-3 was gone before, field-9 was never published, and neither was 1.3."""
    (tmp_path / "zh/2030-1").mkdir(parents=True)
    (tmp_path / "zh/2030-1/1.1.md").write_text(BEFORE, encoding="utf-8")
    (tmp_path / "zh/2030-1/1.4.md").write_text(BEFORE, encoding="utf-8")
    changes = Changes(
        added=(),
        changed=("mark.txt", "zh/2030-1/1.4.md", "zh/2030-1/1.1.md"),
        removed=("zh/2030-1/1.2.md", "zh/2030-1/1.3.md", "zh/2030-1/index.md", "data/x.json"),
    )
    pages = {name: AFTER.encode() for name in changes.changed}
    redirects = [Redirect(old=old, new="zh/", reason="x", date=WHEN) for old in redirected]
    assert list(vanishing(tmp_path, changes, pages, [RELEASE], redirects)) == expected


def test_a_published_file_that_is_no_page_is_none_of_these(tmp_path: Path) -> None:
    changes = Changes(added=(), changed=(), removed=("data/x.json",))
    assert list(vanishing(tmp_path, changes, {}, [RELEASE], [])) == []
