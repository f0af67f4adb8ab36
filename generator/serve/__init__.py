"""serve: a preview of the site as it will be published, which follows what one writes.

MkDocs' own server with reload is not used: its script stands inside the page, which our policy
(`build/policy.py`) forbids a browser to run; it answers at /livereload/ whatever the base path; and it
shows the 404 page with no status and text with no character set.
"""

from generator.serve.changes import Watched
from generator.serve.server import Server

__all__ = ["Server", "Watched"]
