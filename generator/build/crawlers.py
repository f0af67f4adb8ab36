"""What programs that read the whole site look for at its root: robots.txt, sitemap.xml, llms.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from generator import ids
from generator.link import Library
from generator.tables import files, tables

_CODES = {"zh": "zh-Hans", "en": "en"}
_PAGES = (
    ("guides/", "指南 Guides", "every guide with its directions and totals"),
    ("partners/", "合作方 Partners", "countries and groupings, each with its history"),
    ("domains/", "领域 Domains", "subjects, each with its directions"),
    ("lineages/", "历次征集 Calls that return", "the same call from year to year"),
    ("requirements/", "申报要求 Requirements", "conditions that can rule an applicant out"),
    ("explore/", "检索 Explore", "search and filters; without scripts a table of all directions"),
    ("about/", "关于 About", "how the pages are made"),
    ("data/", "数据 Data", "columns, rules for doubtful cases, licences, examples"),
)


def crawler_files(library: Library, pages: Iterable[str], base: str) -> dict[str, str]:
    """Path under the site root → text. ``pages`` are the paths of all pages in a language. Sitemaps
    need whole addresses, so there is one only where ``base`` is known.
    """
    found = {"robots.txt": robots(base), "llms.txt": llms(library, base)}
    return found | ({"sitemap.xml": sitemap(library, pages, base)} if base else {})


def robots(base: str) -> str:
    """Everything is for everyone."""
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {base}sitemap.xml\n" if base else "")


def sitemap(library: Library, pages: Iterable[str], base: str) -> str:
    """Every page with its languages, and the landing pages, which stand in none."""
    landing = {"", *(ids.guide_path(g.id) for g in library.guides)}
    landing |= {ids.direction_path(d) for d in library.directions}
    # Both languages have the same pages.
    shared = sorted({path.partition("/")[2] for path in pages} | landing)
    entries = (entry for path in shared for entry in _entries(path, path in landing, base))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "".join(entries) + "</urlset>\n"
    )


def _entries(path: str, landing: bool, base: str) -> Iterator[str]:
    """The page at ``path`` of each language, and its landing page; each names all of them."""
    alternates = {code: f"{base}{language}/{path}" for language, code in _CODES.items()}
    if landing:
        alternates["x-default"] = base + path
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>\n'
        for code, address in alternates.items()
    )
    for address in alternates.values():
        yield f"<url>\n<loc>{escape(address)}</loc>\n{links}</url>\n"


def llms(library: Library, base: str) -> str:
    """llms.txt: what this is, the main pages, the data."""
    held = ", ".join(guide.id for guide in library.guides)
    lines = [
        "# 国际科技合作指南库 STI Cooperation Guides",
        "",
        "> Call guides (项目申报指南) of China's Ministry of Science and Technology for the key special"
        " project “政府间国际科技创新合作” (Intergovernmental International Science, Technology and"
        " Innovation Cooperation), each direction a page in Chinese and English. Unofficial; only the"
        " original Chinese texts are authoritative.",
        "",
        f"Guides held here: {held}. They are single batches, not a complete series, and plans, not"
        " grants made. Ids that end in -draft are drafts for comment.",
        "",
        "Cite a direction by its address without a language, such as "
        f"{base}{ids.direction_path(next(iter(library.directions), ''))}; beside it stand index.json"
        " and index.md. Translations and data: CC BY 4.0.",
        "",
        "## Pages",
        "",
    ]
    lines += [
        f"- [{name}]({base}en/{path}): {about}; zh/{path} in Chinese"
        for path, name, about in _PAGES
    ]
    lines += ["", "## Data", ""]
    lines += [
        f"- [{t.name}.csv]({base}data/{t.name}.csv): a row is {t.row.en}" for t in tables().values()
    ]
    lines += [f"- [{f.path}]({base}data/{f.path}): {f.row.en}" for f in files()]
    lines += [f"- [datapackage.json]({base}data/datapackage.json): describes all of these", ""]
    return "\n".join(lines)
