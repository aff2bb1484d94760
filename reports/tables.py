"""The table of reports."""

import django_tables2 as tables
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.values.wording import DASH
from core.web.signs import state
from reports.models import Report


class ReportTable(tables.Table):
    """Reports, newest first."""

    title = tables.Column(verbose_name="Отчёт", linkify=("reports:report", {"pk": tables.A("pk")}))
    format = tables.Column(verbose_name="Формат")
    requested_at = tables.Column(verbose_name="Запрошен")
    requested_by = tables.Column(verbose_name="Кем", order_by="requested_by__full_name")
    state = tables.Column(verbose_name="Состояние", orderable=False)
    file = tables.Column(verbose_name="Файл", orderable=False, default=DASH)

    class Meta:
        model = Report
        fields = ("title", "format", "requested_at", "requested_by", "state", "file")
        order_by = "-requested_at"
        empty_text = "Отчётов пока нет."
        attrs = {"caption": "Составленные отчёты"}

    def render_requested_at(self, record: Report) -> str:
        """Day and time on the office's clock."""
        return f"{timezone.localtime(record.requested_at):%d.%m.%Y %H:%M}"

    def render_requested_by(self, record: Report) -> str:
        """Surname with initials."""
        return record.requested_by.short_name if record.requested_by else DASH

    def render_state(self, record: Report) -> SafeString:
        """A sign and a word."""
        return state(*record.state)

    def render_file(self, record: Report) -> SafeString:
        """The link to the file with its size."""
        return format_html(
            '<a href="{}">Скачать<span class="visually-hidden">: {}</span></a> ({})',
            reverse("reports:file", args=[record.pk]),
            record.title,
            filesizeformat(record.size),
        )
