"""Where things stand under the site root, and in content/ beside it.

Paths have no leading slash; a folder's path ends in one.
"""

from __future__ import annotations


def direction_path(direction: str, language: str | None = None) -> str:
    """Of a direction's page, or without a language of its landing page.

    >>> direction_path("2022-1/1.5", "en"), direction_path("2022-1/1.5")
    ('en/2022-1/1.5/', '2022-1/1.5/')
    """
    return f"{language}/{direction}/" if language else f"{direction}/"


def guide_path(guide: str, language: str | None = None) -> str:
    """Of a guide's page, or without a language of its landing page."""
    return direction_path(guide, language)


def changes_path(guide: str, language: str) -> str:
    """Of the page that compares a final text with its draft.

    >>> changes_path("2023-1", "zh")
    'zh/2023-1/changes/'
    """
    return f"{guide_path(guide, language)}changes/"


def comparison_path(earlier: str, later: str, language: str) -> str:
    """Of the page that compares a guide with one before it.

    >>> comparison_path("2021-2-draft", "2022-1", "en")
    'en/guides/2022-1-since-2021-2-draft/'
    """
    return f"{language}/guides/{later}-since-{earlier}/"


def compared_guides(name: str) -> tuple[str, str]:
    """(earlier, later): the guides that the page called ``name`` compares.

    >>> compared_guides("2022-1-since-2021-2-draft")
    ('2021-2-draft', '2022-1')
    """
    later, _, earlier = name.partition("-since-")
    return earlier, later


def lineage_path(code: str, language: str) -> str:
    """Of a lineage's page.

    >>> lineage_path("kr-2022-1-2.7", "en")
    'en/lineages/kr-2022-1-2.7/'
    """
    return f"{language}/lineages/{code}/"


def partner_path(code: str, language: str) -> str:
    """Of a partner's page; codes are lower case in addresses.

    >>> partner_path("FI", "zh")
    'zh/partners/fi/'
    """
    return f"{language}/partners/{code.lower()}/"


def partner_data_path(code: str, suffix: str) -> str:
    """Of a partner's data.

    >>> partner_data_path("FI", "csv")
    'data/partners/fi.csv'
    """
    return f"data/partners/{code.lower()}.{suffix}"


def flag_path(flag: str, language: str) -> str:
    """Of the page of a condition; in addresses its code has hyphens.

    >>> flag_path("matching_funds", "en")
    'en/requirements/matching-funds/'
    """
    return f"{language}/requirements/{flag.replace('_', '-')}/"


def domain_path(code: str, language: str) -> str:
    """Of a domain's page."""
    return f"{language}/domains/{code}/"


def feed_path(page: str) -> str:
    """Of the Atom feed that belongs to the page at ``page``.

    >>> feed_path("zh/"), feed_path(partner_path("FI", "en"))
    ('zh/feed.xml', 'en/partners/fi/feed.xml')
    """
    return f"{page}feed.xml"


def markdown_path(page: str) -> str:
    """Of the Markdown that stands beside the page at ``page``.

    >>> markdown_path("zh/"), markdown_path(partner_path("FI", "en"))
    ('zh/index.md', 'en/partners/fi/index.md')
    """
    return f"{page}index.md"


def source_path(guide: str, name: str) -> str:
    """Of the text as received, published for readers to compare with. A web page is served as plain
    text: its scripts would run as the site's own.

    >>> source_path("2022-1", "guide.txt"), source_path("2022-1", "guide.HTM")
    ('data/sources/2022-1/guide.txt', 'data/sources/2022-1/guide.HTM.txt')
    """
    suffix = ".txt" if name.lower().endswith((".html", ".htm")) else ""
    return f"data/sources/{guide}/{name}{suffix}"


def content_file(path: str) -> str:
    """The Markdown file from which MkDocs makes the page at ``path``.

    >>> content_file("en/2022-1/1.5/"), content_file("zh/2022-1/"), content_file("zh/")
    ('en/2022-1/1.5.md', 'zh/2022-1/index.md', 'zh/index.md')
    """
    parts = path.removesuffix("/").split("/")
    if len(parts) == 3:
        return f"{'/'.join(parts)}.md"
    return f"{'/'.join(parts)}/index.md"


def page_path(file: str) -> str:
    """Of the page that MkDocs makes from the Markdown file ``file``: `content_file` the other way.

    >>> page_path("en/2022-1/1.5.md"), page_path("zh/2022-1/index.md"), page_path("zh/index.md")
    ('en/2022-1/1.5/', 'zh/2022-1/', 'zh/')
    """
    return f"{file.removesuffix('.md').removesuffix('/index')}/"


def relative(target: str, base: str) -> str:
    """A link from the page at ``base`` to ``target``, both under the site root.

    >>> relative("en/2022-1/1.5/", "zh/2022-1/1.5/")
    '../../../en/2022-1/1.5/'
    >>> relative("zh/2022-1/", "zh/2022-1/")
    './'
    """
    shared = 0  # where the first folder begins that they do not have in common
    while (end := base.find("/", shared) + 1) and target.startswith(base[shared:end], shared):
        shared = end
    return "../" * base.count("/", shared) + target[shared:] or "./"


def address(target: str, page: str, base: str) -> str:
    """The same whole, where ``base``, the address of the site root, is known; it may be empty.

    >>> address("en/feed.xml", "en/2022-1/", "https://example.org/"), address("en/", "en/", "")
    ('https://example.org/en/feed.xml', './')
    """
    return base + target if base else relative(target, page)
