"""Tables of people and of letters to them."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.actions.letters import kind_words
from accounts.models import OutgoingLetter, User
from core.values.wording import DASH, kept_together
from core.web.signs import state
from schools.queries import role_words, standing_of, standing_of_letter
from schools.tables.columns import PHONE_OFF


class PersonTable(tables.Table):
    """People with a role in the municipality."""

    full_name = tables.Column(
        verbose_name="Сотрудник",
        empty_values=(),
        order_by=("full_name", "pk"),
        attrs={"td": {"class": "wide"}},
    )
    roles = tables.Column(verbose_name="Роли", empty_values=(), orderable=False)
    last_login = tables.Column(
        verbose_name="Последний вход", default=DASH, order_by=("last_login", "pk")
    )
    standing = tables.Column(
        verbose_name="Состояние",
        empty_values=(),
        orderable=False,
        attrs={"td": {"class": "nowrap"}},
    )

    class Meta:
        model = User
        fields = ("full_name", "roles", "last_login", "standing")
        order_by = "full_name"
        empty_text = "По этому отбору сотрудников нет. Измените условия или сбросьте отбор."
        attrs = {"caption": "Сотрудники"}

    def render_full_name(self, record: User) -> SafeString:
        """The name, under it the address."""
        return format_html(
            '<a href="{}">{}</a><span class="under">{}</span>',
            reverse("person", args=[record.pk]),
            record,
            record.email,
        )

    def render_roles(self, record: Any) -> SafeString:
        """A line for each role."""
        return format_html_join(
            SafeString("<br>"),
            "{}",
            ((kept_together(words),) for words in role_words(record.roles_here)),
        )

    def render_last_login(self, value: Any) -> str:
        """The day and the time."""
        return f"{timezone.localtime(value):%d.%m.%Y\u00a0%H:%M}"

    def render_standing(self, record: User) -> SafeString:
        """A sign with its words."""
        return state(*standing_of(record))


class LetterTable(tables.Table):
    """What was written to whom, and what became of it."""

    subject = tables.Column(
        verbose_name="Письмо",
        linkify=("letter", {"pk": tables.A("pk")}),
        order_by=("subject", "pk"),
        attrs={"td": {"class": "wide"}},
    )
    kind = tables.Column(verbose_name="О чём", order_by=("kind", "pk"), attrs=PHONE_OFF)
    to_name = tables.Column(verbose_name="Кому", order_by=("to_name", "pk"))
    created_at = tables.Column(verbose_name="Написано", order_by=("created_at", "pk"))
    state = tables.Column(verbose_name="Состояние", order_by=("state", "pk"))

    class Meta:
        model = OutgoingLetter
        fields = ("subject", "kind", "to_name", "created_at", "state")
        order_by = "-created_at"
        empty_text = "Писем по этому отбору нет. Измените условия или сбросьте отбор."
        attrs = {"caption": "Письма"}

    def render_kind(self, value: str) -> str:
        """«напоминание»."""
        return kind_words(value)

    def render_to_name(self, record: OutgoingLetter) -> SafeString:
        """The name, under it the address."""
        return format_html('{}<span class="under">{}</span>', record.to_name, record.email)

    def render_created_at(self, value: Any) -> str:
        """The day and the time."""
        return f"{timezone.localtime(value):%d.%m.%Y\u00a0%H:%M}"

    def render_state(self, record: OutgoingLetter) -> SafeString:
        """A sign with its words, under it why it did not go."""
        shown = state(*standing_of_letter(record))
        if not record.failure:
            return shown
        return format_html('{}<span class="under">{}</span>', shown, record.failure)
