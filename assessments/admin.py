"""Scales of a region or of the whole installation, for the owner."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from assessments.actions.scales import enter_scale_of_all, withdraw_scale_of_all
from assessments.domain import subjects
from assessments.domain.procedures import Procedure, Work
from assessments.domain.scale_rules import problems_of
from assessments.domain.scales import Scale
from assessments.models import StoredScale
from assessments.queries.scales import already_entered, in_the_way

FIELDS = (
    "region", "procedure", "subject", "grade", "first_year", "last_year", "max_score", "twos_to",
    "threes_to", "fours_to", "minimum", "entry_minimum", "conditions", "source", "note",
)  # fmt: skip


class StoredScaleForm(forms.ModelForm):
    """A new scale; years are the first calendar years of academic years."""

    subject = forms.ChoiceField(
        label="Предмет", choices=[(name, name) for name in sorted(subjects.ALL)]
    )

    class Meta:
        model = StoredScale
        fields = FIELDS
        help_texts = {
            "region": "Не выбран — шкала для всех регионов.",
            "first_year": "Первый календарный год: 2025 — это 2025/26.",
            "last_year": "Дальше этого учебного года шкала не применяется.",
        }

    def clean(self) -> dict[str, Any]:
        """The scale as a value, checked by the same rules as everywhere."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        work = Work(Procedure(cleaned["procedure"]), cleaned["subject"], cleaned["grade"])
        values = {name: cleaned[name] for name in FIELDS[4:]}
        self.scale = Scale(work, **values)
        for problem in problems_of(self.scale):
            self.add_error(problem.field, problem.text)
        region = cleaned["region"]
        blocking = in_the_way(self.scale, region_id=region.pk if region else None)
        if blocking is not None:
            self.add_error(None, already_entered(blocking))
        return cleaned


@admin.register(StoredScale)
class StoredScaleAdmin(admin.ModelAdmin):
    """Versions of scales: added and withdrawn, never edited."""

    form = StoredScaleForm
    list_display = ("__str__", "region", "municipality", "source", "entered_at", "ended_at")
    list_filter = ("procedure", "region")
    list_select_related = ("region", "municipality")
    actions = ("withdraw",)

    def has_change_permission(self, request: HttpRequest, obj: StoredScale | None = None) -> bool:
        """A correction is a new version."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: StoredScale | None = None) -> bool:
        """A withdrawn version stays."""
        return False

    def get_actions(self, request: HttpRequest) -> Any:
        """Withdrawing needs no right to edit."""
        return {"withdraw": (StoredScaleAdmin.withdraw, "withdraw", "Отменить выбранные шкалы")}

    def save_model(self, request: Any, obj: StoredScale, form: Any, change: bool) -> None:  # noqa: FBT001
        """Enter it like every other scale; the row that was made stands for the form's."""
        made = enter_scale_of_all(
            scale=form.scale, region=form.cleaned_data["region"], by=request.user
        )
        obj.pk = made.pk

    @admin.action(description="Отменить выбранные шкалы")
    def withdraw(self, request: Any, chosen: QuerySet[StoredScale]) -> None:
        """Take scales of regions and of everybody out of force; those of offices are theirs."""
        own = chosen.filter(municipality__isnull=True, ended_at__isnull=True)
        for stored in own:
            withdraw_scale_of_all(stored=stored, by=request.user)
        messages.success(request, f"Отменено шкал: {len(own)}.")
