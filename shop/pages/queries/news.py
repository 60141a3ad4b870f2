"""Articles: the list, and what to read after one."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest

from shop.pages.models.news import ArticlePage, NewsIndexPage, Topic
from shop.pages.queries.trail import crumbs

A_PAGE = 12
MORE = 4


def _listed() -> Any:
    return (
        ArticlePage.objects.live()
        .public()
        .select_related("picture")
        .prefetch_related("article_topics__tag", "picture__renditions")
        .order_by("-date", "-pk")
    )


def latest(under: Any, how_many: int = 3) -> list[ArticlePage]:
    """The newest articles below a page, without their bodies' pictures."""
    return list(_listed().descendant_of(under)[:how_many])


def news(page: NewsIndexPage, request: HttpRequest) -> dict[str, Any]:
    """The articles of one page of the list; an unknown topic or page number shows the first page of all."""
    articles = _listed().child_of(page)
    live = Q(article_topics__content_object__live=True, article_topics__content_object__path__startswith=page.path)
    topics = list(
        Topic.objects.annotate(articles=Count("article_topics", filter=live)).filter(articles__gt=0).order_by("name")
    )
    wanted = request.GET.get("topic", "")
    topic = next((each for each in topics if each.slug == wanted), None)
    if topic:
        articles = articles.filter(article_topics__tag=topic)
    return {
        "crumbs": crumbs(page),
        "topics": topics,
        "topic": topic,
        "articles": Paginator(articles, A_PAGE).get_page(request.GET.get("page")),
    }


def article(page: ArticlePage, _request: HttpRequest) -> dict[str, Any]:
    """Topics, related series that are still published, and the newest other articles."""
    index = page.get_parent()
    others = latest(index, MORE + 1) if index else []
    series = [each.value for each in page.related_series if each.value and each.value.live]
    return {
        "crumbs": crumbs(page),
        "topics": [through.tag for through in page.article_topics.all()],
        "news_url": index.url if index else "",
        "related": series,
        "more": [each for each in others if each.pk != page.pk][:MORE],
    }
