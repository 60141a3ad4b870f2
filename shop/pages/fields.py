"""A stream whose wording makes no migrations."""

from typing import Any

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A stream field that migrations know as a column and nothing more.

    Wagtail writes every block with its labels, help texts and limits into the migrations, so that a better word would
    cost one. The database holds JSON either way.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """The plain field without its blocks."""
        name, _path, _args, kwargs = super().deconstruct()
        kept = {key: value for key, value in kwargs.items() if key in ("blank", "null", "default", "db_column")}
        return name, "wagtail.fields.StreamField", [[]], {**kept, "block_lookup": {}}
