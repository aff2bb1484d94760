"""Tables of schools."""

from typing import Any

import django_tables2 as tables

from core.values.wording import DASH, grouped
from schools.models import School

PHONE_OFF = {"td": {"class": "phone-off"}}
NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}


class SchoolTable(tables.Table):
    """Schools of the municipalities that the person sees."""

    name = tables.Column(verbose_name="Школа", linkify=("school", {"login": tables.A("login")}))
    kind = tables.Column(verbose_name="Тип")
    login = tables.Column(verbose_name="Логин ФИС ОКО", attrs=PHONE_OFF)
    parent = tables.Column(verbose_name="Филиал школы", default=DASH, attrs=PHONE_OFF)
    pupils = tables.Column(verbose_name="Контингент", attrs=NUMBER, default="нет данных")

    class Meta:
        model = School
        fields = ("name", "kind", "login", "parent", "pupils")
        order_by = "name"
        empty_text = "По этому отбору школ нет. Измените условия или сбросьте отбор."
        attrs = {"caption": "Школы"}

    def render_kind(self, record: School) -> str:
        """«средняя школа (СОШ)»."""
        return record.get_kind_display()

    def render_pupils(self, value: int) -> str:
        """Whole pupils, grouped."""
        return grouped(value)

    def order_parent(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001
        """By the name of the main school."""
        prefix = "-" if is_descending else ""
        return queryset.order_by(f"{prefix}parent__name", "name", "pk"), True
