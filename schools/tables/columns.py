"""What columns of several tables share."""

from typing import Any

from django.db.models import F

from core.ordering import NaturalKey

PHONE_OFF = {"td": {"class": "phone-off"}}
NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}


def ordered(queryset: Any, key: F | NaturalKey, is_descending: bool) -> Any:  # noqa: FBT001
    """Rows by `key`, those without a value last either way; the name and the key settle ties."""
    order = key.desc(nulls_last=True) if is_descending else key.asc(nulls_last=True)
    return queryset.order_by(order, NaturalKey("name"), "pk")
