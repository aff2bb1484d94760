"""Criteria sets that people make: versions with a key, a state, and the rules as data."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessments.domain.criteria import Criteria, read_definition
from assessments.domain.criteria.definitions import validity_words
from assessments.querysets import CriteriaSetQuerySet
from core.values.wording import NBSP, short_date
from schools.models import Municipality


class CriteriaState(models.TextChoices):
    """Where a version stands: one word of its life."""

    DRAFT = "draft", "проект"
    PUBLISHED = "published", "действует"
    WITHDRAWN = "withdrawn", "отозваны"


class CriteriaSet(models.Model):
    """One version of criteria of a municipality or, without one, of the whole installation.

    Those that ship stay in code. What the owner of the portal makes for all has no municipality.

    `rules` has what `criteria.read_definition` reads beside the other columns: `parameters`,
    `works`, `categories` and, where it is said, `makes_list`. A version that is published is never
    edited: a change is the next version of its key. Years are academic years by their first
    calendar year. `based_on` is «KEY@VERSION» of the criteria it was copied from.
    """

    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    key = models.CharField("ключ", max_length=60)
    version = models.PositiveSmallIntegerField("версия")
    name = models.CharField("название", max_length=120)
    order_number = models.CharField("номер приказа", max_length=40, blank=True)
    order_date = models.DateField("дата приказа", null=True, blank=True)
    valid_from = models.PositiveSmallIntegerField(
        "действуют с учебного года", null=True, blank=True
    )
    valid_to = models.PositiveSmallIntegerField("действуют по учебный год", null=True, blank=True)
    rules = models.JSONField()
    based_on = models.CharField(max_length=70)
    state = models.CharField(max_length=10, choices=CriteriaState, default=CriteriaState.DRAFT)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField("составлены", auto_now_add=True)
    published_at = models.DateTimeField("введены", null=True)
    withdrawn_at = models.DateTimeField("отозваны", null=True)

    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        verbose_name = "критерии перечня"
        verbose_name_plural = "критерии перечня"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "key", "version"], name="one_version_of_criteria"
            ),
            models.UniqueConstraint(
                fields=["municipality", "key"], condition=Q(state="draft"),
                name="one_draft_of_criteria",
            ),
            models.UniqueConstraint(
                fields=["key", "version"], condition=Q(municipality__isnull=True),
                name="one_common_version_of_criteria",
            ),
            models.UniqueConstraint(
                fields=["key"], condition=Q(municipality__isnull=True, state="draft"),
                name="one_common_draft_of_criteria",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True, withdrawn_at__isnull=True)
                | Q(state="published", published_at__isnull=False, withdrawn_at__isnull=True)
                | Q(state="withdrawn", published_at__isnull=False, withdrawn_at__isnull=False),
                name="criteria_moments_with_state",
            ),
            models.CheckConstraint(
                condition=Q(order_number="", order_date__isnull=True)
                | ~Q(order_number="") & Q(order_date__isnull=False),
                name="criteria_order_whole",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="criteria_years_in_order",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Критерии «{self.name}», версия {self.version}"

    @property
    def address(self) -> str:
        """«KEY@VERSION», as the command `classify` takes it."""
        return f"{self.key}@{self.version}"

    @property
    def is_common(self) -> bool:
        """Whether it is of the whole installation."""
        return self.municipality_id is None

    @property
    def whose(self) -> str:
        """The municipality's name, or that the criteria are for all."""
        return "Общие критерии" if self.municipality is None else self.municipality.name

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.state == CriteriaState.DRAFT

    @property
    def mark(self) -> str:
        """Tells one content of the version from another: a page sends back what it showed."""
        text = json.dumps(self.definition, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def definition(self) -> dict[str, Any]:
        """All of it as one JSON definition."""
        order = None
        if self.order_date is not None:
            order = {"number": self.order_number, "date": self.order_date.isoformat()}
        return {
            "key": self.key, "version": str(self.version), "name": self.name, "order": order,
            "valid_from": self.valid_from, "valid_to": self.valid_to, **self.rules,
        }  # fmt: skip

    @cached_property
    def criteria(self) -> Criteria:
        """The rules, read; DefinitionError where a draft has mistakes."""
        return read_definition(self.definition)

    @property
    def order_words(self) -> str:
        """«приказ № 12 от 05.10.2025»; empty without one."""
        if self.order_date is None:
            return ""
        return f"приказ №{NBSP}{self.order_number} от {short_date(self.order_date)}"

    @property
    def years_words(self) -> str:
        """«2025/26–2026/27», «с 2025/26» or «любой год»."""
        return validity_words(self.valid_from, self.valid_to)
