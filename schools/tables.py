"""Tables of schools."""

from typing import Any

import django_tables2 as tables
from django.db.models import F

from core.values.wording import DASH, grouped
from schools.models import School

PHONE_OFF = {"td": {"class": "phone-off"}}
NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}


class SchoolTable(tables.Table):
    """Schools of the municipalities that the person sees.

    Every order ends with the key, so that no row appears on two pages.
    """

    name = tables.Column(
        verbose_name="Школа",
        linkify=("school", {"login": tables.A("login")}),
        order_by=("name", "pk"),
    )
    kind = tables.Column(verbose_name="Тип", order_by=("kind", "name", "pk"))
    login = tables.Column(verbose_name="Логин ФИС ОКО", attrs=PHONE_OFF)
    parent = tables.Column(
        verbose_name="Филиал школы",
        default=DASH,
        attrs=PHONE_OFF,
        order_by=("parent__name", "name", "pk"),
    )
    municipality = tables.Column(
        verbose_name="Муниципалитет", order_by=("municipality__name", "name", "pk")
    )
    pupils = tables.Column(verbose_name="Контингент", attrs=NUMBER, default="нет данных")

    class Meta:
        model = School
        fields = ("name", "kind", "login", "parent", "municipality", "pupils")
        order_by = "name"
        empty_text = "По этому отбору школ нет. Измените условия или сбросьте отбор."
        attrs = {"caption": "Школы"}

    def render_kind(self, record: School) -> str:
        """«средняя школа (СОШ)»."""
        return record.get_kind_display()

    def render_pupils(self, value: int) -> str:
        """Whole pupils, grouped."""
        return grouped(value)

    def order_pupils(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001
        """Schools without data come last either way."""
        pupils = F("pupils")
        order = pupils.desc(nulls_last=True) if is_descending else pupils.asc(nulls_last=True)
        return queryset.order_by(order, "name", "pk"), True
