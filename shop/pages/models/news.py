"""News: an index and its articles."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.search import index

from shop.pages.blocks import BodyBlock
from shop.pages.fields import BodyField
from shop.pages.models.base import ShopPage

WORDS_A_MINUTE = 200


class Topic(TagBase):
    """What an article is about. A closed vocabulary would be wrong here: editors add topics as they write."""

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class ArticleTopic(ItemBase):
    """Which article is about what."""

    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="article_topics")
    content_object = ParentalKey("pages.ArticlePage", on_delete=models.CASCADE, related_name="article_topics")


class NewsIndexPage(ShopPage):
    """All articles, newest first, filtered by topic."""

    template = "pages/news_index.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.ArticlePage"]
    max_count_per_parent = 1
    page_description = _("The list of articles. There is one in each language.")

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the page of articles that was asked for."""
        from shop.pages import queries

        return {**super().get_context(request, *args, **kwargs), **queries.news(self, request)}


class ArticlePage(ShopPage):
    """An application note, a product change, something learnt."""

    date = models.DateField(_("date"), default=timezone.localdate)
    author = models.CharField(_("author"), max_length=80, blank=True)
    topics = ClusterTaggableManager(
        through=ArticleTopic,
        blank=True,
        verbose_name=_("topics"),
        help_text=_("The first one is printed beside the date: Application note, Product change, Catalogue."),
    )
    picture = models.ForeignKey(
        "images.ShopImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    picture_caption = models.CharField(_("caption"), max_length=240, blank=True)
    body = BodyField(BodyBlock(), verbose_name=_("body"))
    related_series = BodyField(
        [("series", blocks.PageChooserBlock(page_type="pages.SeriesPage", label=_("Series")))],
        blank=True,
        max_num=6,
        verbose_name=_("related series"),
        help_text=_("Listed beside the article."),
    )

    template = "pages/article.html"
    parent_page_types: ClassVar[list[str]] = ["pages.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A news article with pictures, tables of figures and related series.")

    search_fields: ClassVar[list[index.BaseField]] = [
        *ShopPage.search_fields,
        index.SearchField("body"),
        index.SearchField("author"),
        index.FilterField("date"),
    ]
    content_panels: ClassVar[list[Panel]] = [
        *ShopPage.content_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("date"), FieldPanel("author")]), FieldPanel("topics")], heading=_("By line")
        ),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_caption")], heading=_("Lead picture")),
        FieldPanel("body"),
        FieldPanel("related_series"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def topic_names(self) -> list[str]:
        """The topics in the order in which they were given."""
        return [through.tag.name for through in self.article_topics.all()]

    @property
    def minutes(self) -> int:
        """Reading time, at 200 words a minute, at least one."""
        words = sum(len(strip_tags(text).split()) for text in self.body.stream_block.get_searchable_content(self.body))
        return max(1, round(words / WORDS_A_MINUTE))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add other articles to read."""
        from shop.pages import queries

        return {**super().get_context(request, *args, **kwargs), **queries.article(self, request)}
