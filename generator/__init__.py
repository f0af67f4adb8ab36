"""China's S&T cooperation calls, from the guide as received to a bilingual site: nine steps."""

from generator.build import build
from generator.check import check
from generator.clean import clean
from generator.enrich import enrich
from generator.link import link
from generator.parse import parse
from generator.read import read
from generator.translate import translate
from generator.write import write

__all__ = ["build", "check", "clean", "enrich", "link", "parse", "read", "translate", "write"]
