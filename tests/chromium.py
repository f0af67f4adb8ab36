"""The server and the browser that the tests in a real browser share."""

from __future__ import annotations

import functools
import gzip
import io
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO

from playwright.sync_api import Browser, sync_playwright

BASE = "/guides"
INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder under the base path, with its 404 page, without a log."""

    def translate_path(self, path: str) -> str:
        inside = path.startswith(BASE + "/")
        return super().translate_path(path.removeprefix(BASE) if inside else "/no such file")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class Compressing(Handler):
    """Serves a folder as GitHub Pages does: text is compressed, and may be cached for ten minutes."""

    protocol_version = "HTTP/1.1"
    _kinds = ("text/", "application/json", "application/javascript", "application/xml", "image/svg")

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]
        """Send the head of the response, and return its body or None."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        kind = self.guess_type(str(path))
        if not path.is_file() or not kind.startswith(self._kinds):
            return super().send_head()  # type: ignore[return-value]
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", formatdate(path.stat().st_mtime, usegmt=True))
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self) -> None:
        """Send the last header."""
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Vary", "Accept-Encoding")
        super().end_headers()


@contextmanager
def served(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve ``folder`` under a base path, as GitHub Pages does, and yield its address."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BASE}/"
    server.shutdown()
    server.server_close()


def executable() -> str | None:
    """Return the path of the installed browser, or None if Playwright's own is to be used."""
    return next((found for name in INSTALLED if (found := shutil.which(name))), None)


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the installed browser, or Playwright's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()
