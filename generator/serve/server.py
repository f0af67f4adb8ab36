"""A folder out over HTTP as a static host would serve it, under a base path, and when to load it again."""

from __future__ import annotations

import io
import sys
import threading
import time
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import click

from generator.errors import InputError

HOST = "127.0.0.1"
SCRIPT, EVENTS = "__reload.js", "__reload"
"""Names under the base path that no page has."""
_TEXTS = {
    ".bib": "text/plain",
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".ris": "text/plain",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".xml": "application/xml",
}
_OTHERS = {
    ".pdf": "application/pdf",
    ".sqlite": "application/vnd.sqlite3",
    "": "application/octet-stream",
}
_PULSE = 5
"""Seconds after which an open page is written to, which tells whether it is still there."""
CONNECTIONS = 64
"""How many may be open at once; more are closed at once."""
_IDLE = 20
"""Seconds for which a connection may say or take nothing."""
_SWAP = 2
"""Seconds for which a folder that is gone may be about to be replaced."""


class Server(ThreadingHTTPServer):
    """Serves ``site`` at ``address``; InputError where the port cannot be used, 0 is any free one.

    Every page that goes out has a script beside what the file holds, which asks for the number of the
    newest build: the files themselves are never touched.
    """

    daemon_threads = True

    def __init__(self, site: Path, port: int, base_path: str) -> None:
        self.site = site
        self.base_path = base_path
        self._builds = threading.Condition()
        self._free = threading.BoundedSemaphore(CONNECTIONS)
        self._build = time.time_ns()  # a page that an earlier run has served is old too
        try:
            super().__init__((HOST, port), partial(_Handler, directory=str(site)))
        except OSError as error:
            raise InputError(f"port {port} cannot be used: {error.strerror}") from error

    @property
    def address(self) -> str:
        """Of the site's root, ending in a slash."""
        return f"http://{HOST}:{self.server_port}{self.base_path}"

    @property
    def build(self) -> str:
        """The number of the newest build."""
        return str(self._build)

    def built(self) -> None:
        """The site is another: open pages load again."""
        with self._builds:
            self._build += 1
            self._builds.notify_all()

    def wait_for_other(self, build: str) -> None:
        """Return when there is another build than ``build``, or it is time for a sign of life."""
        with self._builds:
            self._builds.wait_for(lambda: self.build != build, _PULSE)

    @property
    def hosts(self) -> frozenset[str]:
        """What a browser on this machine calls the server. A page from elsewhere whose name is made to lead here
        would call it by that name.
        """
        names = ("127.0.0.1", "localhost", "[::1]")
        plain = names if self.server_port == 80 else ()
        return frozenset((*plain, *(f"{name}:{self.server_port}" for name in names)))

    def process_request(self, request: Any, client_address: Any) -> None:
        """Have a thread answer, where there are not too many already."""
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._free.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, in a thread of its own."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """One line; a browser that went away, or stopped to listen, is no error of ours."""
        del request, client_address
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            click.echo(f"a request was not answered: {error!r}", err=True)


class _Handler(SimpleHTTPRequestHandler):
    server: Server
    timeout = _IDLE
    extensions_map = {kind: f"{name}; charset=utf-8" for kind, name in _TEXTS.items()} | _OTHERS

    def parse_request(self) -> bool:
        """Read a request; one that is not to this machine's own name is refused."""
        if not super().parse_request():
            return False
        asked = [host.lower() for host in self.headers.get_all("Host", [])]
        if len(asked) != 1 or asked[0] not in self.server.hosts:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return False
        return True

    def do_GET(self) -> None:
        if self._inside() == EVENTS:
            self._tell_builds()
        else:
            super().do_GET()

    def send_head(self) -> io.BytesIO | None:
        """The head of the answer, and its body; None where the head is all."""
        inside = self._inside()
        build = self.server.build  # before the file is read: what is read then is no older
        if inside == SCRIPT:
            script = files("generator.serve").joinpath("reload.js").read_bytes()
            return self._answer(HTTPStatus.OK, self.extensions_map[".js"], script)
        path = None if inside is None else Path(self.translate_path(f"/{inside}"))
        if path and path.is_dir() and not urlsplit(self.path).path.endswith("/"):
            self._redirect()
            return None
        if path and path.is_dir():
            path /= "index.html"
        elif path and inside and inside.endswith("/"):
            path = None
        data = self._read(path) if path else None
        if path is None or data is None:
            missing = self._read(self.server.site / "404.html") or b"404"
            return self._answer(
                HTTPStatus.NOT_FOUND, self.extensions_map[".html"], self._followed(missing, build)
            )
        if path.suffix == ".html":
            data = self._followed(data, build)
        return self._answer(HTTPStatus.OK, self.guess_type(path), data)

    def _inside(self) -> str | None:
        """The path asked for under the base path, as it is written; None outside of it."""
        path = urlsplit(self.path).path
        base = self.server.base_path
        if not path.startswith(base) or ".." in unquote(path).split("/"):
            return None
        return path.removeprefix(base)

    def _read(self, path: Path) -> bytes | None:
        """None where there is no such file in the site, where a link may lead elsewhere. Between the two renames by which a build takes the place
        of the one before, there is no folder: then it is waited for.
        """
        end = time.monotonic() + _SWAP
        while (data := self._bytes(path)) is None and not self.server.site.exists():
            if time.monotonic() > end:
                return None
            time.sleep(0.01)
        return self._bytes(path) if data is None else data

    def _bytes(self, path: Path) -> bytes | None:
        try:
            inside = path.resolve().is_relative_to(self.server.site.resolve())
            return path.read_bytes() if inside else None
        except (OSError, RuntimeError, ValueError):
            return None

    def _followed(self, page: bytes, build: str) -> bytes:
        """``page`` of a build with the script by which it is loaded again."""
        head, end, tail = page.rpartition(b"</body>")
        script = f'<script src="{self.server.base_path}{SCRIPT}" data-build="{build}"></script>\n'
        return head + script.encode() + end + tail if end else page + script.encode()

    def _redirect(self) -> None:
        parts = urlsplit(self.path)
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        path = f"/{parts.path.strip('/')}/"  # of this server, whatever was asked for
        self.send_header("Location", parts._replace(scheme="", netloc="", path=path).geturl())
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: HTTPStatus, kind: str, data: bytes) -> io.BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return io.BytesIO(data)

    def _tell_builds(self) -> None:
        """Server-sent events: the number of the newest build, now and whenever there is another."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        while True:
            build = self.server.build
            self.wfile.write(f"data: {build}\n\n".encode())
            self.wfile.flush()
            self.server.wait_for_other(build)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """What a browser asks for is no news."""
