"""The table of partnerships."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.db.models import F
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.ordering import NaturalKey
from core.values.wording import DASH, kept_together, short_date
from core.web.signs import state
from schools.models import Partnership
from schools.queries.partnerships import state_of, subjects_words, term_words
from schools.tables.columns import NUMBER, PHONE_OFF


class PartnershipTable(tables.Table):
    """Who supports whom; every order ends with the key."""

    school = tables.Column(verbose_name="Школа", attrs={"td": {"class": "wide"}})
    partner = tables.Column(verbose_name="Наставник")
    subjects = tables.Column(verbose_name="Предметы", empty_values=(), orderable=False)
    agreement = tables.Column(
        verbose_name="Соглашение", empty_values=(), orderable=False, attrs=PHONE_OFF
    )
    since = tables.Column(verbose_name="Срок", empty_values=())
    state = tables.Column(verbose_name="Состояние")
    visit_count = tables.Column(verbose_name="Встреч", attrs=NUMBER)

    class Meta:
        model = Partnership
        fields = ("school", "partner", "subjects", "agreement", "since", "state", "visit_count")
        order_by = "school"
        empty_text = "По этому отбору партнёрств нет. Измените условия или сбросьте отбор."
        attrs = {"caption": "Партнёрства"}

    def render_school(self, record: Partnership) -> SafeString:
        """The supported school leads to the page of the partnership."""
        return format_html(
            '<a href="{}">{}</a>',
            reverse("partnership", args=[record.pk]),
            kept_together(record.school.name),
        )

    def render_partner(self, record: Partnership) -> str | SafeString:
        """The school; a teacher stands above the own school."""
        name = kept_together(record.partner.name)
        if not record.is_teacher:
            return name
        return format_html('{}<span class="under">{}</span>', record.teacher_name, name)

    def render_subjects(self, record: Partnership) -> str:
        """Official names, or «все предметы»."""
        return subjects_words(record)

    def render_agreement(self, record: Partnership) -> str:
        """Number and date."""
        return record.agreement or DASH

    def render_since(self, record: Partnership) -> str:
        """From when to when."""
        return term_words(record)

    def render_state(self, record: Partnership) -> SafeString:
        """A sign with its word."""
        return state(*state_of(record))

    def render_visit_count(self, record: Any) -> str | SafeString:
        """How many, under it the last one."""
        if not record.visit_count:
            return "0"
        return format_html(
            '{}<span class="under">{}</span>', record.visit_count, short_date(record.last_visit)
        )

    def order_school(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001
        """«Школа № 2» before «Школа № 10»."""
        return _ordered(queryset, NaturalKey("school__name"), is_descending), True

    def order_partner(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001
        """The same of partners."""
        return _ordered(queryset, NaturalKey("partner__name"), is_descending), True

    def order_since(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001
        """Those without a beginning come last either way."""
        return _ordered(queryset, F("since"), is_descending), True

    def order_state(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001
        """States together."""
        return _ordered(queryset, F("state"), is_descending), True

    def order_visit_count(
        self,
        queryset: Any,
        is_descending: bool,  # noqa: FBT001
    ) -> tuple[Any, bool]:
        """Where nobody has met, first or last."""
        return _ordered(queryset, F("visit_count"), is_descending), True


def _ordered(queryset: Any, key: F | NaturalKey, is_descending: bool) -> Any:  # noqa: FBT001
    order = key.desc(nulls_last=True) if is_descending else key.asc(nulls_last=True)
    return queryset.order_by(order, NaturalKey("school__name"), "pk")
