"""Templates that an earlier run has compiled: taken where they are what this one would compile."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from generator.compiled import Compiled


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("generator.compiled.ROOT", tmp_path)
    return tmp_path / ".cache" / "jinja"


def said(source: str, *code: Path) -> str:
    loader = DictLoader({"page": source})
    return (
        Environment(loader=loader, bytecode_cache=Compiled("x", *code))
        .get_template("page")
        .render()
    )


def test_a_template_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said("{{ 1 + 1 }}") == "2"
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(Environment, "compile", lambda *_: pytest.fail("compiled again"))
    assert said("{{ 1 + 1 }}") == "2"


def test_another_text_or_other_code_makes_another(folder: Path, tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text("a = 1", encoding="utf-8")
    assert said("one", code) == "one"
    assert said("two", code) == "two"
    (kept,) = folder.iterdir()
    before = kept.read_bytes()
    code.write_text("a = 2", encoding="utf-8")
    assert said("two", code) == "two"
    assert kept.read_bytes() != before


@pytest.mark.parametrize("damage", [b"", b"j2", b"\x80", "cut"])
def test_a_damaged_file_is_made_anew(folder: Path, damage: bytes | str) -> None:
    said("{{ 1 + 1 }}")
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:30] if isinstance(damage, str) else damage)
    assert said("{{ 1 + 1 }}") == "2"
    assert kept.read_bytes() == whole


def test_where_nothing_can_be_written_nothing_is_kept(folder: Path) -> None:
    folder.parent.write_text("no folder", encoding="utf-8")
    assert said("{{ 1 + 1 }}") == "2"
    assert not folder.exists()
