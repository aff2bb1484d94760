"""What people call the fields of models."""

from django.db import models


def field_words(model: type[models.Model], name: str) -> str:
    """The Russian name of a field: «итоговый документ»."""
    field = model._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))
