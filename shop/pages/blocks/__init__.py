"""The pieces that a page's body is made of. One file a kind; `BodyBlock` and `StoryBlock` are what page types use."""

from shop.pages.blocks.body import BodyBlock, StoryBlock
from shop.pages.blocks.home import ExamplesBlock, FactsBlock
from shop.pages.blocks.settings import FooterBlock, SocialLinksBlock

__all__ = ["BodyBlock", "ExamplesBlock", "FactsBlock", "FooterBlock", "SocialLinksBlock", "StoryBlock"]
