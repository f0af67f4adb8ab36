"""What a page's Markdown leaves to the build."""

from __future__ import annotations

import re

PLACE = re.compile(r"<!-- (?P<what>picture|size): (?P<name>[a-z.-]+) -->")
"""Where a page's Markdown has a picture, or the size of a file."""
