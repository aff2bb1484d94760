"""Lists of ШНОР that orders approve, their schools, and the schools that left."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessments.domain.approved_lists import (
    DEFAULT_TARGET,
    EXIT_WORDS,
    ExitKind,
    Status,
    Tenure,
)
from assessments.domain.rules import Category
from assessments.models.runs import CATEGORY_CHOICES, CATEGORY_TITLES, ClassificationRun
from assessments.querysets import ApprovedListQuerySet, OfListQuerySet
from core.values import academic_year
from core.values.wording import NBSP, short_date
from schools.models import Municipality, School

STATUS_TITLES = {
    Status.FIRST: "включена впервые",
    Status.STAYED: "повторно",
    Status.RETURNED: "повторно, после перерыва",
    Status.UNKNOWN: "прежних перечней нет",
}
LISTABLE = (Category.LOW_RESULTS, Category.AT_RISK, Category.NONE)
"""What a person may decide about a school; NONE leaves it out."""


class ListState(models.TextChoices):
    """Where a list stands: one word of its life."""

    DRAFT = "draft", "проект"
    APPROVED = "approved", "утверждён"
    REPLACED = "replaced", "заменён"
    CANCELLED = "cancelled", "отменён"


class ApprovedList(models.Model):
    """The list of one academic year as an order approves it; frozen from then on.

    It rests on a calculation (`run`) and stands against the list in force of the year before it
    that had one (`previous`). A later list of the same year replaces it (`replaces`). `target` is
    the percent of the previous list that should leave.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    academic_year = models.PositiveSmallIntegerField("учебный год")
    run = models.ForeignKey(ClassificationRun, on_delete=models.PROTECT, related_name="lists")
    method = models.TextField("критерии")
    target = models.PositiveSmallIntegerField("цель, %", default=DEFAULT_TARGET)
    letter_number = models.CharField("номер письма региона", max_length=40, blank=True)
    letter_date = models.DateField("дата письма региона", null=True, blank=True)
    state = models.CharField("состояние", max_length=10, choices=ListState, default=ListState.DRAFT)
    order_number = models.CharField("номер приказа", max_length=40, blank=True)
    order_date = models.DateField("дата приказа", null=True, blank=True)
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later")
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replacements"
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    drafted_at = models.DateTimeField("составлен", auto_now_add=True)
    approved_by_name = models.CharField("кто внёс приказ", max_length=200, blank=True)
    approved_at = models.DateTimeField("приказ внесён", null=True)
    ended_at = models.DateTimeField("заменён или отменён", null=True)
    end_reason = models.TextField("почему отменён", blank=True)

    objects = ApprovedListQuerySet.as_manager()

    class Meta:
        verbose_name = "перечень ШНОР"
        verbose_name_plural = "перечни ШНОР"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "academic_year"],
                condition=Q(state="draft"),
                name="one_draft_of_a_list_a_year",
            ),
            models.UniqueConstraint(
                fields=["municipality", "academic_year"],
                condition=Q(state="approved"),
                name="one_list_in_force_a_year",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="draft",
                    order_number="",
                    order_date__isnull=True,
                    approved_at__isnull=True,
                )
                | ~Q(state="draft")
                & ~Q(order_number="")
                & Q(order_date__isnull=False, approved_at__isnull=False),
                name="list_order_with_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "approved"], ended_at__isnull=True)
                | Q(state__in=["replaced", "cancelled"], ended_at__isnull=False),
                name="list_end_with_state",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(end_reason="")
                | ~Q(state="cancelled") & Q(end_reason=""),
                name="cancelled_list_has_reason",
            ),
            models.CheckConstraint(condition=Q(target__range=(0, 100)), name="list_target_percent"),
            models.CheckConstraint(
                condition=Q(letter_number="", letter_date__isnull=True)
                | ~Q(letter_number="") & Q(letter_date__isnull=False),
                name="list_letter_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Перечень ШНОР за {academic_year.label(self.academic_year)} учебный год"

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.state == ListState.DRAFT

    @property
    def is_in_force(self) -> bool:
        """Whether it is the list of its year."""
        return self.state == ListState.APPROVED

    @property
    def order_words(self) -> str:
        """«приказ № 12 от 05.10.2025»; empty for a draft."""
        if not self.order_number:
            return ""
        return f"приказ №{NBSP}{self.order_number} от {short_date(self.order_date)}"


class ListEntry(models.Model):
    """A school as a list names it: in the list, at risk, or left out by a person.

    Name, login, grounds, status and curator are words of the day of the list. `decision` says why
    a person went against the calculation, whose category is `verdict` (empty for a school that it
    did not count).
    """

    approved_list = models.ForeignKey(
        ApprovedList, on_delete=models.CASCADE, related_name="entries"
    )
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="list_entries")
    school_name = models.CharField("школа", max_length=200)
    login = models.CharField("логин ФИС ОКО", max_length=20)
    category = models.CharField("категория", max_length=24, choices=CATEGORY_CHOICES)
    verdict = models.CharField("по расчёту", max_length=24, choices=CATEGORY_CHOICES, blank=True)
    grounds = models.TextField("основание")
    decision = models.TextField("решение управления", blank=True)
    status = models.CharField(
        "статус", max_length=10, blank=True,
        choices=[(one.value, STATUS_TITLES[one]) for one in Status],
    )  # fmt: skip
    since = models.PositiveSmallIntegerField("в перечне с", null=True)
    earlier = models.PositiveSmallIntegerField("была в перечне", null=True)
    curator = models.CharField("куратор", max_length=300, blank=True)

    objects = OfListQuerySet.as_manager()

    class Meta:
        verbose_name = "школа перечня"
        verbose_name_plural = "школы перечня"
        constraints = [
            models.UniqueConstraint(
                fields=["approved_list", "school"], name="one_entry_per_school"
            ),
            models.CheckConstraint(
                condition=Q(category__in=[one.value for one in LISTABLE]),
                name="entry_category_listable",
            ),
            models.CheckConstraint(
                condition=Q(verdict=F("category"), decision="")
                | ~Q(verdict=F("category")) & ~Q(decision=""),
                name="entry_decision_with_deviation",
            ),
            models.CheckConstraint(
                condition=Q(category="low_results", since__isnull=False) & ~Q(status="")
                | ~Q(category="low_results") & Q(since__isnull=True, status=""),
                name="entry_status_in_list",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_name}: {self.category_words}"

    @property
    def standing(self) -> Category:
        """The category as a value of the domain."""
        return Category(self.category)

    @property
    def category_words(self) -> str:
        """«в перечне», «зона риска», «не включена»."""
        if self.standing is Category.NONE:
            return "не включена"
        return CATEGORY_TITLES[self.standing]

    @property
    def status_words(self) -> str:
        """«повторно, в перечне с 2022/23», «зона риска», «не включена»."""
        if self.standing is not Category.LOW_RESULTS or self.since is None:
            return self.category_words
        return Tenure(Status(self.status), self.since, self.earlier).words


class ListExit(models.Model):
    """A school of the previous list that is not in this one, and why."""

    approved_list = models.ForeignKey(ApprovedList, on_delete=models.CASCADE, related_name="exits")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="list_exits")
    school_name = models.CharField("школа", max_length=200)
    login = models.CharField("логин ФИС ОКО", max_length=20)
    kind = models.CharField(
        "почему", max_length=12, choices=[(one.value, EXIT_WORDS[one]) for one in ExitKind]
    )
    words = models.TextField("пояснение", blank=True)

    objects = OfListQuerySet.as_manager()

    class Meta:
        verbose_name = "школа, вышедшая из перечня"
        verbose_name_plural = "школы, вышедшие из перечня"
        constraints = [
            models.UniqueConstraint(fields=["approved_list", "school"], name="one_exit_per_school")
        ]

    def __str__(self) -> str:
        return f"{self.school_name}: {self.get_kind_display()}"
