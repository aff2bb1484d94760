"""The list of hand-overs."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils import timezone

from roadmaps.models import HandOver


class HandOverTable(tables.Table):
    """When, from whom, to whom, on what ground."""

    at = tables.Column(
        verbose_name="Когда",
        linkify=("roadmaps:hand_over_act", {"pk": tables.A("pk")}),
        order_by=("at", "pk"),
    )
    former_name = tables.Column(verbose_name="Дела сдал", order_by=("former_name", "pk"))
    receiver_name = tables.Column(verbose_name="Дела принял", order_by=("receiver_name", "pk"))
    reason = tables.Column(verbose_name="Основание", orderable=False)

    class Meta:
        model = HandOver
        fields = ("at", "former_name", "receiver_name", "reason")
        order_by = "-at"
        empty_text = "Дела ещё не передавали. Это делают на странице сотрудника."
        attrs = {"caption": "Передачи дел"}

    def render_at(self, value: Any) -> str:
        """The day and the time."""
        return f"{timezone.localtime(value):%d.%m.%Y\u00a0%H:%M}"
