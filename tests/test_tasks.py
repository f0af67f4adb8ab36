"""Thirty tasks of readers, listed in tasks.yml, done in a browser on a desk and on a phone."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from playwright.sync_api import Browser, Locator, Page
from playwright.sync_api import TimeoutError as TooLate

pytestmark = pytest.mark.browser

TASKS: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/tasks.yml").read_text(encoding="utf-8"))
SCREENS = {"desk": (1280, 800), "phone": (360, 800)}
MOST = 3
"""Maximum number of clicks and submits."""
HIGH = 2
"""Number of screens, from where the last click leads, that have the answer."""
_WAIT = 3000
_NAMED = ("link", "button", "tab", "checkbox", "radio", "menuitem")
_VISIBLE = """
(screens) => {
  const bottom = screens * innerHeight;
  // A part of the page that is cut off or scrolled out of its box is not seen.
  const clips = new Map();
  const clip = (element) => {
    if (!element || element === document.documentElement) {
      return { left: 0, right: innerWidth, top: 0, bottom };
    }
    if (!clips.has(element)) {
      const around = clip(element.parentElement);
      const style = getComputedStyle(element);
      const cut = (value) => value !== "visible";
      if (element === document.body || !(cut(style.overflowX) || cut(style.overflowY))) {
        clips.set(element, around);
      } else {
        const box = element.getBoundingClientRect();
        clips.set(element, {
          left: Math.max(around.left, box.left), right: Math.min(around.right, box.right),
          top: Math.max(around.top, box.top), bottom: Math.min(around.bottom, box.bottom),
        });
      }
    }
    return clips.get(element);
  };
  const seen = (node) => {
    const element = node.parentElement;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const range = document.createRange();
    range.selectNodeContents(node);
    const area = clip(element);
    return [...range.getClientRects()].some(({ left, right, top, bottom: low, width, height }) => {
      const x = (left + right) / 2;
      return width > 1 && height > 1 && x > area.left && x < area.right && top >= area.top - 1 && low <= area.bottom + 1;
    });
  };
  const groups = new Map();
  const all = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    if (!node.data.trim() || node.parentElement.closest("script, style, option") || !seen(node)) continue;
    all.push(node.data);
    for (let group = node.parentElement; group; group = group.parentElement) {
      if (!group.matches("tr, li, p, dd, dl > div, figure, article, [data-id]")) continue;
      groups.set(group, [...(groups.get(group) ?? []), node.data]);
    }
  }
  const joined = (texts) => texts.join(" ").replace(/\\s+/g, " ");
  return { all: joined(all), groups: [...groups.values()].map(joined) };
}
"""


class Reader:
    """Somebody at the site's home page in one language, whose clicks are counted."""

    def __init__(self, page: Page, *, phone: bool) -> None:
        self.page, self.phone = page, phone
        self.clicks = 0
        self.step = ""
        self.file = b""

    def do(self, kind: str, what: str) -> None:
        """Take one step of a task."""
        self.step = f"{kind} {what}"
        getattr(self, kind)(what)
        self.page.wait_for_load_state("networkidle")

    def suggest(self, name: str) -> None:
        """Type ``name`` into the search box, and take the suggestion with this name."""
        self._box().press_sequentially(name)
        self._click(self.page.get_by_role("option", name=re.compile(rf"^{re.escape(name)}(?!\w)")))

    def search(self, text: str) -> None:
        """Type ``text`` into the search box and press Enter."""
        box = self._box()
        box.fill(text)
        box.press("Enter")
        self.clicks += 1
        self.page.wait_for_timeout(500)

    def menu(self, name: str) -> None:
        """Choose a part of the site."""
        if self.phone:
            self._click(self.page.locator("label[for=__drawer].md-header__button"))
        links = self.page.locator("nav, header").get_by_role("link", name=name, exact=True)
        self._click(links)

    def click(self, name: str) -> None:
        """Click what has this name."""
        self._click(self._named(name))

    def cell(self, places: str) -> None:
        """Click the link where a row and a column of a table meet."""
        row, column = places.split(" × ")
        for table in self.page.locator("main table:visible").all():
            heads = [head.strip() for head in table.locator("thead th").all_inner_texts()]
            rows = table.locator("tbody tr").filter(
                has=self.page.locator("td:first-child", has_text=row)
            )
            if column in heads and rows.count():
                self._click(rows.first.locator("td").nth(heads.index(column)).get_by_role("link"))
                return
        raise AssertionError(f"no such cell: {places}")

    def maybe(self, name: str) -> None:
        """Click what has this name, if there is anything."""
        if any(found.is_visible() for found in self._named(name).all()):
            self.click(name)

    def choose(self, name: str) -> None:
        """Choose an entry of the list on the page."""
        self._visible(self.page.locator("main select")).select_option(label=name)
        self.clicks += 1

    def open(self, summary: str) -> None:
        """Open a fold."""
        self._click(self.page.locator("summary").filter(has_text=re.compile(summary)))

    def download(self, name: str) -> None:
        """Click a link or button and keep its file."""
        links = self._visible(self._named(name))
        address = links.get_attribute("href")
        self.clicks += 1
        if address and not address.startswith("blob:") and links.get_attribute("download") is None:
            self.file = self.page.request.get(links.evaluate("(link) => link.href")).body()
            return
        with self.page.expect_download(timeout=_WAIT) as waiting:
            links.click()
        self.file = Path(waiting.value.path()).read_bytes()

    def seen(self) -> tuple[str, list[str]]:
        """Return the text that is visible from here within the screens, and that of each row, item and paragraph."""
        found = self.page.evaluate(_VISIBLE, HIGH)
        return found["all"], found["groups"]

    def _box(self) -> Locator:
        """Return the search box with the focus in it. If a button has to open it, that is a click."""
        boxes = self.page.get_by_role("searchbox").or_(self.page.get_by_role("combobox"))
        visible = [box for box in boxes.all() if box.is_visible()]
        assert visible, "no search box"
        visible[0].focus()
        return visible[0]

    def _named(self, name: str) -> Locator:
        found = self.page.locator("summary").filter(has_text=re.compile(name))
        for role in _NAMED:
            found = found.or_(self.page.get_by_role(role, name=re.compile(name)))  # type: ignore[arg-type]
        return self.page.locator("main, dialog, .md-content").locator(found)

    def _visible(self, links: Locator) -> Locator:
        first = links.filter(visible=True).first
        try:
            first.wait_for(timeout=_WAIT)
        except TooLate:
            raise AssertionError(f"not at {self.page.url}: {self.step}") from None
        return first

    def _click(self, links: Locator) -> None:
        self._visible(links).click()
        self.clicks += 1


def _cases() -> list[Any]:
    def marks(task: dict[str, Any], screen: str) -> list[pytest.MarkDecorator]:
        waits = task.get("waits", {}).get(screen)
        return [pytest.mark.xfail(reason=f"waits for {waits}", strict=True)] if waits else []

    return [
        pytest.param(task, screen, id=f"{task['id']}-{screen}", marks=marks(task, screen))
        for task in TASKS
        for screen in SCREENS
    ]


@pytest.mark.parametrize(("task", "screen"), _cases())
def test_a_reader_finds_the_answer(
    browser: Browser, root: str, task: dict[str, Any], screen: str
) -> None:
    width, height = SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="en-GB" if task["language"] == "en" else "zh-CN",
        reduced_motion="reduce",
        accept_downloads=True,
    )
    page = context.new_page()
    page.set_default_timeout(_WAIT)
    try:
        page.goto(f"{root}{task['language']}/", wait_until="networkidle")
        reader = Reader(page, phone=screen == "phone")
        for step in task["steps"]:
            ((kind, what),) = step.items()
            reader.do(kind, str(what))
        assert reader.clicks <= MOST
        if "file" in task:
            text = readable(reader.file)
            assert [words for words in task["file"] if not re.search(words, text)] == []
        else:
            missing = unanswered(task["see"], *reader.seen())
            assert missing == [], f"not seen at {page.url}"
    finally:
        context.close()


def unanswered(wanted: list[str | list[str]], text: str, groups: list[str]) -> list[Any]:
    """Return those of ``wanted`` that are not in the text, or not together in one of the ``groups``."""
    return [
        words
        for words in wanted
        if (
            not re.search(words, text)
            if isinstance(words, str)
            else not any(all(re.search(word, group) for word in words) for group in groups)
        )
    ]


def readable(file: bytes) -> str:
    """Return the text of a file: of a spreadsheet, that of its sheets."""
    if zipfile.is_zipfile(BytesIO(file)):
        with zipfile.ZipFile(BytesIO(file)) as parts:
            return "".join(
                parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")
            )
    return file.decode(errors="replace")


# The list itself


def test_there_are_thirty_tasks_of_three_kinds_of_reader() -> None:
    assert len(TASKS) == len({task["id"] for task in TASKS}) == 30
    readers = [task["reader"] for task in TASKS]
    assert {readers.count(reader) for reader in ("counsellor", "office", "analyst")} == {10}
    for task in TASKS:
        assert task["see" if "file" not in task else "file"]
        han = any(unicodedata.category(letter) == "Lo" for letter in task["task"])
        assert han == (task["language"] == "zh")


def test_what_is_folded_or_scrolled_away_does_not_count(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 400})
    page.set_content(
        """<p>here</p><details><summary>fold</summary><p>folded</p></details>
        <div style="overflow-x: auto; width: 300px"><div style="width: 900px; display: flex">
        <p style="width: 290px">left</p><p style="width: 500px">right</p></div></div>
        <p style="position: absolute; top: 700px">second</p>
        <p style="position: absolute; top: 900px">third</p>
        <table><tr><td>one</td><td>two</td></tr><tr><td>three</td></tr></table>"""
    )
    reader = Reader(page, phone=True)
    text, groups = reader.seen()
    assert unanswered(["here", "fold", "left", "second", ["one", "two"]], text, groups) == []
    wanted = ["folded", "right", "third", ["one", "three"]]
    assert unanswered(wanted, text, groups) == wanted
    page.locator("summary").click()
    assert unanswered(["folded"], *reader.seen()) == []
    page.close()
