"""What people call the fields of models, and how their values are told."""

from collections.abc import Mapping
from typing import Any

from django.db import models


def field_words(model: type[models.Model], name: str) -> str:
    """The Russian name of a field: «итоговый документ»."""
    field = model._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))


def value_words(model: type[models.Model], name: str, value: Any) -> Any:
    """A value as people read it: a choice by its label, columns of a document by their headings."""
    field = model._meta.get_field(name)
    choices = dict(getattr(field, "flatchoices", ()))
    if choices:
        return choices.get(value, value)
    if isinstance(field, models.JSONField) and isinstance(value, list):
        return "; ".join(_cell_words(one) for one in value)
    return value


def changed_words(
    model: type[models.Model], before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, tuple[Any, Any]]:
    """What of `after` is other than `before`, by the names and in the words of the fields."""
    return {
        field_words(model, name): (
            value_words(model, name, before[name]),
            value_words(model, name, value),
        )
        for name, value in after.items()
        if before[name] != value
    }


def _cell_words(cell: Any) -> str:
    if not isinstance(cell, dict):
        return str(cell)
    return ": ".join(filter(None, (cell.get("heading", ""), cell.get("text", ""))))
