"""The full text of the Content Security Policies, as each word of it matters."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from conftest import ROOT

from generator.build.theme import POLICY, PREVIEW_POLICY
from generator.bundle import policy

SITE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'"
)
PREVIEW = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'"
)
FROM_DISK = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; "
    "style-src-attr 'unsafe-inline'; img-src 'self' data: file:; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self' file:"
)
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def test_the_policies() -> None:
    assert POLICY == SITE
    assert PREVIEW_POLICY == PREVIEW
    assert policy() == FROM_DISK


@pytest.mark.parametrize("template", ["theme/main.html", "landing/base.html.j2"])
def test_every_kind_of_page_states_the_policy_and_nothing_beside_it(template: str) -> None:
    text = (ROOT / "templates" / template).read_text(encoding="utf-8")
    assert META.findall(text) == ["{{ policy }}"]


def test_every_page_of_the_site_has_the_policy(site: Path) -> None:
    for path in site.rglob("*.html"):
        found = META.findall(path.read_text(encoding="utf-8"))
        assert [unescape(text) for text in found] == [SITE], path
