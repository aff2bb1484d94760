"""The table of schools."""

from typing import Any

import django_tables2 as tables
from django.db.models import F

from core.ordering import NaturalKey
from core.values.wording import DASH, grouped, kept_together
from schools.models import School
from schools.tables.columns import NUMBER, PHONE_OFF, ordered


class SchoolTable(tables.Table):
    """Schools of the municipalities that the person sees.

    Every order ends with the key, so that no row appears on two pages.
    """

    name = tables.Column(
        verbose_name="Школа",
        linkify=("school", {"login": tables.A("login")}),
    )
    kind = tables.Column(verbose_name="Тип")
    login = tables.Column(verbose_name="Логин ФИС ОКО", attrs=PHONE_OFF)
    parent = tables.Column(
        verbose_name="Филиал школы",
        default=DASH,
        attrs=PHONE_OFF,
    )
    municipality = tables.Column(verbose_name="Муниципалитет")
    pupils = tables.Column(verbose_name="Контингент", attrs=NUMBER, default="нет данных")

    class Meta:
        model = School
        fields = ("name", "kind", "login", "parent", "municipality", "pupils")
        order_by = "name"
        empty_text = "По этому отбору школ нет. Измените условия или сбросьте отбор."
        attrs = {"caption": "Школы"}

    def render_name(self, value: str) -> str:
        """The number of the school on one line with its sign."""
        return kept_together(value)

    def render_parent(self, value: School) -> str:
        """The same of the main school."""
        return kept_together(str(value))

    def render_kind(self, record: School) -> str:
        """«средняя школа (СОШ)»."""
        return record.get_kind_display()

    def render_pupils(self, value: int) -> str:
        """Whole pupils, grouped."""
        return grouped(value)

    def order_name(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001
        """«Школа № 2» before «Школа № 10»."""
        return ordered(queryset, NaturalKey("name"), is_descending), True

    def order_kind(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001
        """By type."""
        return ordered(queryset, F("kind"), is_descending), True

    def order_parent(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001
        """By the main school's name."""
        return ordered(queryset, NaturalKey("parent__name"), is_descending), True

    def order_municipality(
        self,
        queryset: Any,
        is_descending: bool,  # noqa: FBT001
    ) -> tuple[Any, bool]:
        """By the municipality's name."""
        return ordered(queryset, NaturalKey("municipality__name"), is_descending), True

    def order_pupils(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001
        """Schools without data come last either way."""
        return ordered(queryset, F("pupils"), is_descending), True
