"""The table of all assignments that a person sees."""

from datetime import date
from textwrap import shorten
from typing import Any

import django_tables2 as tables
from django.db.models import F
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.values.wording import kept_together, short_date
from core.web.signs import state
from roadmaps.domain.clocks import Clocks, Turn
from roadmaps.domain.moved import moved
from roadmaps.domain.returning import returned_words
from roadmaps.domain.standing import standing
from roadmaps.domain.work import Status
from roadmaps.models import Activity, Assignment
from roadmaps.queries.clocks import clocks_by_assignment
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
    waited = tables.Column(
        verbose_name="Ждали, раб. дней",
        accessor="pk",
        orderable=False,
        attrs={"td": {"class": "nowrap"}},
    )

    class Meta:
        model = Assignment
        fields = ("activity", "doer", "due_on", "status", "submitted_at", "waited")
        order_by = "due_on"
        empty_text = "По этому отбору поручений нет. Измените условия или сбросьте отбор."
        attrs = {"caption": "Поручения"}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        self.clocks: dict[int, Clocks] = {}
        super().__init__(*args, **kwargs)

    def read_clocks(self) -> dict[int, Clocks]:
        """How long the rows of the present page waited for each side, by their ids."""
        shown = self.paginated_rows if hasattr(self, "page") else self.rows
        self.clocks = clocks_by_assignment([row.record for row in shown], self.today)
        return self.clocks

    def render_activity(self, value: Activity) -> str:
        """Number and title, as much as fits into three lines."""
        return shorten(str(value), TITLE_WIDTH, placeholder="…")

    def render_doer(self, record: Assignment) -> str:
        """The school, or the party of the office."""
        return kept_together(str(record.school or record.party))

    def render_due_on(self, record: Any) -> SafeString:
        """05.06.2026, with how often and by how much it was moved."""
        change = moved(record.moves, record.occurrence.due_on, record.due_on)
        return format_html(
            '{}<span class="under wrap">{}</span>', short_date(record.due_on), change.words
        )

    def render_status(self, record: Any) -> SafeString:
        """The sign, the word, and what the date adds."""
        shown = standing(Status(record.status), record.due_on, self.today)
        return format_html(
            '{}<span class="under">{}</span>', state(shown.sign, shown.word), shown.detail
        )

    def render_submitted_at(self, record: Any) -> SafeString:
        """When, and for which time."""
        return format_html(
            '{}<span class="under">{}</span>',
            waiting_words(record.submitted_at).partition("\u00a0")[2],
            returned_words(record.returns) or round_words(record.rounds),
        )

    def render_waited(self, record: Assignment) -> SafeString:
        """«школу 5», «управление 12», whose turn it is now in heavier letters."""
        clocks = self.clocks.get(record.pk)
        if clocks is None:
            return format_html("")
        doer = "школу" if record.school_id is not None else "исполнителя"
        sides = ((doer, clocks.doer, Turn.DOER), ("управление", clocks.office, Turn.OFFICE))
        lines = ((_weight(clocks.turn is turn), name, days) for name, days, turn in sides if days)
        return format_html_join("", '<span class="line{}">{}&nbsp;{}</span>', lines)

    def order_due_on(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001
        """What waits for a date stands last either way."""
        due_on = (
            F("due_on").desc(nulls_last=True) if is_descending else F("due_on").asc(nulls_last=True)
        )
        return queryset.order_by(due_on, "occurrence__activity__position", "pk"), True


def _weight(is_now: bool) -> str:  # noqa: FBT001
    return " is-now" if is_now else ""
