"""Read an article out of a saved web page: its text by trafilatura, what it states by its meta tags.

Dates are taken from tags that say "published" alone: a date that an extractor finds somewhere on a page is a guess.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from rag.ingest.formats import Draft, Malformed
from rag.ingest.metadata import Stated

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # no stubs in the lock

__all__ = ["declared_encoding", "from_html"]

_META: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline"),
    "source": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "published": (
        "article:published_time", "og:published_time", "article:published", "datepublished", "date.published", "pubdate", "publishdate",
        "publish-date", "publish_date", "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
        "dc.date", "dcterms.created", "dcterms.date", "date", "cxenseparse:recs:publishtime",
    ),
    "url": ("og:url", "twitter:url"),
    "language": ("og:locale", "dc.language", "content-language"),
}  # fmt: skip
_ENCODING: Final = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{3,20})|<\?xml[^>]{0,80}encoding=["']([\w-]{3,20})""",
    re.IGNORECASE,
)
_HEAD_BYTES: Final = 4096
_SITE_SUFFIX: Final = re.compile(r"\s+[|–—•»-]\s+[^|–—•»]{2,40}$")
_HTML_TAG: Final = re.compile(r"<\s*(?:!doctype|html|head|body|article|div|p|h1|meta|title)\b", re.IGNORECASE)
_ARTICLE_TYPES: Final = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "Report",
    "WebPage",
    "LiveBlogPosting",
)


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that the page names in its head."""
    found = _ENCODING.search(data[:_HEAD_BYTES])
    return (found.group(1) or found.group(2)).decode("ascii", "replace") if found else None


def from_html(text: str) -> Draft:
    """Return the draft of a saved page.

    Raises:
        Malformed: it holds no markup, or no article text can be found in it.
    """
    from lxml import html  # type: ignore[import-untyped]

    if not _HTML_TAG.search(text):
        raise Malformed("no HTML")
    try:
        tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", ""))
    except (ValueError, html.etree.LxmlError, AssertionError) as error:
        raise Malformed(f"HTML that cannot be read: {error}") from error
    stated = _stated(tree)
    body = _extracted(text)
    if not body.strip():
        raise Malformed("no article text was found in the page")
    return Draft(stated, body)


def _extracted(text: str) -> str:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page without text is reported here, once
    body = trafilatura.extract(text, include_comments=False, include_tables=True, include_formatting=False)
    return body or trafilatura.html2txt(text) or ""


def _stated(tree: HtmlElement) -> Stated:
    meta = _meta(tree)
    ld = _linked_data(tree)
    said: dict[str, Any] = {
        name: next((meta[key] for key in keys if meta.get(key)), None) for name, keys in _META.items()
    }
    publisher = ld.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    said["published"] = said["published"] or ld.get("datePublished") or _time_tag(tree)
    said["source"] = said["source"] or (publisher.get("name") if isinstance(publisher, dict) else publisher)
    said["title"] = said["title"] or ld.get("headline") or _title(tree, said["source"])
    said["url"] = _first(tree, "//link[@rel='canonical']/@href") or said["url"] or ld.get("url")
    said["language"] = _first(tree, "/html/@lang") or said["language"] or ld.get("inLanguage")
    return Stated.of({name: value for name, value in said.items() if isinstance(value, str)})


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Return the meta tags by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = (tag.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (tag.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _linked_data(tree: HtmlElement) -> Mapping[str, Any]:
    """Return the first article that the page describes as JSON-LD (schema.org)."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            value = json.loads(str(script))
        except (ValueError, RecursionError):
            continue
        for item in _items(value):
            kinds = item.get("@type")
            if any(kind in _ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return item
    return {}


def _items(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _items(item)
    elif isinstance(value, dict):
        yield value
        yield from _items(value.get("@graph"))


def _time_tag(tree: HtmlElement) -> str | None:
    """Return the one time that is marked as that of publication."""
    marked = "//*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content | //time[@pubdate]/@datetime"
    if found := _first(tree, marked):
        return found
    times = {str(time)[:10] for time in tree.xpath("//article//time/@datetime | //header//time/@datetime")}
    return times.pop() if len(times) == 1 else None


def _title(tree: HtmlElement, source: object) -> str | None:
    headings = [" ".join(heading.text_content().split()) for heading in tree.xpath("//h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    title = " ".join(_first(tree, "//head/title/text()").split()) if _first(tree, "//head/title/text()") else ""
    suffix = _SITE_SUFFIX.search(title)
    if suffix and isinstance(source, str) and source.strip() in suffix.group():
        return title[: suffix.start()]
    return title or None


def _first(tree: HtmlElement, path: str) -> str:
    found = tree.xpath(path)
    return str(found[0]).strip() if found else ""
