"""Citations as `meta` elements of a page: Highwire and Dublin Core, for reference managers and search engines."""

from __future__ import annotations

from collections.abc import Iterator

from generator.cite.works import Citation


def metadata(c: Citation) -> Iterator[tuple[str, str]]:
    """Yield (name, content) for the `meta` elements of a page.

    Zotero takes the type from the last of the Highwire names that stand for one, so that the institution has to come
    after the title of the whole. The comma keeps a corporate author in one piece. No date stands for the year of a guide.
    """
    language = "zh-CN" if c.language == "zh" else "en"
    official = c.kind in ("direction", "guide")
    # The Highwire names of a title and a number would make an article of a page that the site wrote.
    if official:
        yield "citation_title", c.title
        if c.container:
            yield "citation_inbook_title", c.container
        yield "citation_technical_report_institution", c.author
        if c.place:
            yield "citation_technical_report_number", c.place
    yield "citation_author", f"{c.author},"
    if c.published:
        yield "citation_publication_date", c.published.replace("-", "/")
    yield "citation_language", language
    if c.url:
        yield "citation_public_url", c.url
    yield "DC.title", c.title
    yield "DC.creator", c.author
    if c.published:
        yield "DC.date", c.published
    yield "DC.language", language
    yield "DC.identifier", c.url or c.key
    if c.container:
        yield "DC.isPartOf", c.container
