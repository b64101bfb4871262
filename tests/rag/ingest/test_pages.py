"""Saved web pages: the article's text, and what the page itself says of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rag.ingest.formats import Malformed
from rag.ingest.pages import declared_encoding, from_html
from rag.ingest.readers import Rejected, read_articles
from rag.settings import Settings
from rag.values import Article

SETTINGS = Settings.load({"HOME": "/nowhere"})
PARAGRAPHS = [
    "افتتح عمدة البلدة صباح أمس جسرا جديدا فوق النهر بعد أعمال استمرت ثلاث سنوات وشارك فيها مئات العمال من القرى المجاورة.",
    "وقال المهندس المشرف إن الجسر يختصر الطريق بين الضفتين إلى دقيقتين، وإنه صمم ليحتمل الفيضانات التي تضرب الوادي كل شتاء.",
    "وكانت العبّارة القديمة قد توقفت عن العمل في الخريف الماضي بعد عطل أصاب محركها، فاضطر السكان إلى سلوك طريق الجبل.",
]
PAGE = """<!DOCTYPE html>
<html lang="ar-SY" dir="rtl"><head><meta charset="utf-8"><title>جسر جديد فوق النهر - أخبار الوادي</title>
{head}</head><body>
<header><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/l">محليات</a></li></ul></nav></header>
<main><article><h1>جسر جديد فوق النهر</h1>
<div class="share"><a href="https://facebook.com/sharer">شارك على فيسبوك</a></div>
{text}
<div class="tags"><a href="/t/1">جسر</a></div></article>
<section class="comments" id="comments"><h3>التعليقات (1)</h3><p>سامر: متى يصلحون الطريق؟</p></section>
<aside><h3>الأكثر قراءة</h3><ul><li><a href="/2">حريق في سوق المدينة</a></li></ul></aside></main>
<footer>جميع الحقوق محفوظة 2024</footer></body></html>"""


def page(head: str = "") -> str:
    return PAGE.format(head=head, text="".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS))


def article(tmp_path: Path, html: str) -> Article:
    file = tmp_path / "bridge.html"
    file.write_text(html, encoding="utf-8")
    (found,) = read_articles([file], SETTINGS)
    assert isinstance(found, Article), found
    return found


def test_a_page_gives_its_article_and_nothing_else(tmp_path: Path) -> None:
    """Menus, share links, comments, lists and the footer stay outside; every paragraph of the article is inside."""
    found = article(tmp_path, page())
    assert found.body.split("\n") == PARAGRAPHS
    assert (found.id, found.title, found.language) == ("bridge", "جسر جديد فوق النهر", "ar")
    assert (found.published, found.source) == (None, None)


def test_meta_tags_state_the_metadata(tmp_path: Path) -> None:
    """Open Graph and article tags give title, outlet, day and address."""
    head = (
        '<meta property="og:title" content="جسر فوق النهر"><meta property="og:site_name" content="أخبار الوادي">'
        '<meta property="article:published_time" content="2019-03-14T23:30:00+02:00">'
        '<link rel="canonical" href="https://v.example/bridge">'
    )
    found = article(tmp_path, page(head))
    assert (found.title, found.source) == ("جسر فوق النهر", "أخبار الوادي")
    assert (found.published, found.url) == (date(2019, 3, 14), "https://v.example/bridge")


def test_linked_data_states_the_metadata(tmp_path: Path) -> None:
    """A schema.org description gives what the tags do not."""
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "Organization", "name": "X"}, {"@type": ["NewsArticle"],'
        ' "headline": "جسر", "datePublished": "2019-03-14", "publisher": {"@type": "Organization", "name": "أخبار الوادي"}}]}</script>'
    )
    found = article(tmp_path, page(head))
    assert (found.title, found.source, found.published) == ("جسر", "أخبار الوادي", date(2019, 3, 14))


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2020-01-01">',
        '<meta name="copyright" content="2018">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2020-01-01"}</script>',
        '<script type="application/ld+json">{broken</script>',
    ],
)
def test_no_day_is_found_where_none_is_stated(tmp_path: Path, head: str) -> None:
    """The day of a change, a year, or a day inside the text is not the day of publication."""
    assert article(tmp_path, page(head)).published is None


def test_a_bad_day_is_a_warning_and_the_article_goes_in(tmp_path: Path) -> None:
    """A date that cannot be true is named and left out."""
    file = tmp_path / "bridge.html"
    file.write_text(page('<meta name="date" content="2099-01-01">'), encoding="utf-8")
    warning, found = read_articles([file], SETTINGS)
    assert isinstance(warning, Rejected)
    assert warning.kept
    assert "2099-01-01" in warning.reason
    assert isinstance(found, Article)
    assert found.published is None


def test_a_declared_encoding_is_used() -> None:
    """The charset of a page is read from its head."""
    assert declared_encoding(b'<html><head><meta charset="windows-1256">') == "windows-1256"
    assert (
        declared_encoding(b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-6">') == "iso-8859-6"
    )
    assert declared_encoding(b"<html>") is None


@pytest.mark.parametrize("html", ["just words", "<html><body></body></html>", "<p></p>"])
def test_a_page_without_text_is_refused(html: str) -> None:
    """No markup, or markup around nothing, is no article."""
    with pytest.raises(Malformed):
        from_html(html)
