"""The table of all assignments that a person sees."""

from datetime import date
from textwrap import shorten
from typing import Any

import django_tables2 as tables
from django.db.models import F
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.values.wording import kept_together, short_date
from core.web.signs import state
from roadmaps.domain.standing import standing
from roadmaps.domain.work import Status
from roadmaps.models import Activity, Assignment
from roadmaps.queries.work import TITLE_WIDTH, round_words, waiting_words


class AssignmentTable(tables.Table):
    """Who owes what by when, and how it stands today."""

    activity = tables.Column(
        verbose_name="Мероприятие",
        accessor="occurrence__activity",
        linkify=("roadmaps:assignment", {"assignment_id": tables.A("pk")}),
        order_by=("occurrence__activity__position", "pk"),
        attrs={"td": {"class": "wide"}},
    )
    doer = tables.Column(
        verbose_name="Кому поручено",
        accessor="school",
        empty_values=(),
        order_by=("school__name", "party__name", "pk"),
    )
    due_on = tables.Column(verbose_name="Срок", attrs={"td": {"class": "nowrap"}})
    status = tables.Column(verbose_name="Состояние")
    submitted_at = tables.Column(verbose_name="Сдано")

    class Meta:
        model = Assignment
        fields = ("activity", "doer", "due_on", "status", "submitted_at")
        order_by = "due_on"
        empty_text = "По этому отбору поручений нет. Измените условия или сбросьте отбор."
        attrs = {"caption": "Поручения"}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def render_activity(self, value: Activity) -> str:
        """Number and title, as much as fits into three lines."""
        return shorten(str(value), TITLE_WIDTH, placeholder="…")

    def render_doer(self, record: Assignment) -> str:
        """The school, or the party of the office."""
        return kept_together(str(record.school or record.party))

    def render_due_on(self, value: date) -> str:
        """05.06.2026."""
        return short_date(value)

    def render_status(self, record: Any) -> SafeString:
        """The sign, the word, and what the date adds."""
        shown = standing(Status(record.status), record.due_on, self.today)
        return format_html(
            '{}<span class="under">{}</span>', state(shown.sign, shown.word), shown.detail
        )

    def render_submitted_at(self, record: Assignment) -> SafeString:
        """When, and for which time."""
        return format_html(
            '{}<span class="under">{}</span>',
            waiting_words(record.submitted_at).partition("\u00a0")[2],
            round_words(record.rounds),
        )

    def order_due_on(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001
        """What waits for a date stands last either way."""
        due_on = (
            F("due_on").desc(nulls_last=True) if is_descending else F("due_on").asc(nulls_last=True)
        )
        return queryset.order_by(due_on, "occurrence__activity__position", "pk"), True
