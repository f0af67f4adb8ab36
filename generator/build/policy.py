"""What a page may load and run: nothing that does not come with it (Content Security Policy, level 3)."""

from __future__ import annotations

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",  # text-align in the cells of tables
        "img-src 'self' data:",  # the theme's icons
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
"""In a `meta` element, as who publishes on GitHub Pages sets no headers. Data blocks such as JSON-LD
run nothing and need no leave."""

PREVIEW_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
"""For `mkdocs serve`, which puts a script into each page that loads it again after a change."""
