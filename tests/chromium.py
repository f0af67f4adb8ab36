"""A folder in, its address out, and a browser to open it: what the tests in a real browser share."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

BASE = "/guides"
INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder under the base path, with its 404 page, and says nothing."""

    def translate_path(self, path: str) -> str:
        inside = path.startswith(BASE + "/")
        return super().translate_path(path.removeprefix(BASE) if inside else "/no such file")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of ``folder``, served under a base path as GitHub Pages does."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BASE}/"
    server.shutdown()
    server.server_close()


@contextmanager
def launched() -> Iterator[Browser]:
    """The installed browser, or the one that Playwright brings."""
    executable = next((found for name in INSTALLED if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()
