"""What programs that read the whole site look for at its root: robots.txt, sitemap.xml, llms.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import ids
from generator.escape import commonmark_link, xml_attribute, xml_text
from generator.link import Library
from generator.model import Guide
from generator.tables import files, tables

_CODES = {"zh": "zh-Hans", "en": "en"}
_PAGES = (
    ("", "首页 Home", "what is held here, by guide, by partner and by domain"),
    ("guides/", "指南 Guides", "every guide with its directions and totals"),
    ("partners/", "合作方 Partners", "countries and groupings, each with its history"),
    ("domains/", "领域 Domains", "subjects, each with its directions"),
    ("lineages/", "历次征集 Calls that return", "the same call from year to year"),
    ("requirements/", "申报要求 Requirements", "conditions that can rule an applicant out"),
    ("explore/", "检索 Explore", "search and filters; without scripts a table of all directions"),
    ("about/", "关于 About", "how the pages are made"),
    ("privacy/", "隐私 Privacy", "what the browser keeps and what is sent"),
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
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{xml_attribute(address)}"/>\n'
        for code, address in alternates.items()
    )
    for address in alternates.values():
        yield f"<url>\n<loc>{xml_text(address)}</loc>\n{links}</url>\n"


def llms(library: Library, base: str) -> str:
    """llms.txt: what this is, the guides and the main pages as Markdown, the data."""
    example = next(iter(library.directions), "")
    lines = [
        "# 国际科技合作指南库 STI Cooperation Guides",
        "",
        "> Call guides (项目申报指南) of China's Ministry of Science and Technology for the key special"
        " project “政府间国际科技创新合作” (Intergovernmental International Science, Technology and"
        " Innovation Cooperation), each direction a page in Chinese and English. Unofficial; only the"
        " original Chinese texts are authoritative.",
        "",
        "Every page under en/ and zh/ has its Markdown beside it: add index.md to its address, as in "
        f"{base}{ids.markdown_path(ids.direction_path(example, 'en'))} and in the lists below. Its links"
        " lead to Markdown again, and those of its items to their place on the page.",
        "",
        "The guides held here are single batches, not a complete series, and plans, not grants made."
        " Ids that end in -draft are drafts for comment.",
        "",
        "Cite a direction by its address without a language, such as "
        f"{base}{ids.direction_path(example)}; beside it stand index.json and index.md, with both"
        " languages in one. Translations and data: CC BY 4.0.",
    ]
    sections = {
        "Guides": (_guide(guide, base) for guide in library.guides),
        "Pages": (_page(path, name, about, base) for path, name, about in _PAGES),
        "Data": _data(base),
    }
    for heading, entries in sections.items():
        lines += ["", f"## {heading}", "", *entries]
    return "\n".join(lines) + "\n"


def _guide(guide: Guide, base: str) -> str:
    stage = "draft for comment" if guide.stage == "draft" else "final text"
    about = f"batch {guide.batch} of {guide.year}, {stage}, {len(guide.directions)} directions"
    return _page(ids.guide_path(guide.id), guide.id, about, base)


def _page(path: str, name: str, about: str, base: str) -> str:
    """The page at ``path`` of both languages, as Markdown."""
    en, zh = (f"{base}{ids.markdown_path(f'{language}/{path}')}" for language in ("en", "zh"))
    return f"- {commonmark_link(name, en)}: {about}; {commonmark_link('中文', zh)}"


def _data(base: str) -> Iterator[str]:
    for table in tables().values():
        yield f"- {_file(f'{table.name}.csv', base)}: a row is {table.row.en}"
    for file in files():
        yield f"- {_file(file.path, base)}: {file.row.en}"
    yield f"- {_file('datapackage.json', base)}: describes all of these"


def _file(name: str, base: str) -> str:
    return commonmark_link(name, f"{base}data/{name}")
