"""Regions, municipalities, schools, their context data, and who holds which role where."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from schools.domain.risks import NOT_FOUND, RISK_NAMES, SIGNIFICANCE_NAMES, RiskFactor, Significance
from schools.domain.roles import ROLE_NAMES, ROLE_SCOPES, Role, ScopeKind
from schools.querysets import (
    MembershipQuerySet,
    MunicipalityQuerySet,
    RegisterUploadQuerySet,
    SchoolContextQuerySet,
    SchoolQuerySet,
    SchoolRiskQuerySet,
)


class Region(models.Model):
    """A subject of the Federation."""

    code = models.CharField("код", max_length=2, unique=True)
    name = models.CharField("название", max_length=200)

    class Meta:
        verbose_name = "регион"
        verbose_name_plural = "регионы"

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """The territory that one education office serves; the border that people never see across."""

    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="municipalities", verbose_name="регион"
    )
    code = models.CharField("код ФИС ОКО", max_length=20, unique=True, help_text="reg20_m012")
    name = models.CharField("название", max_length=200)
    name_genitive = models.CharField("название в родительном падеже", max_length=200, blank=True)
    office_name = models.CharField("управление образования", max_length=300, blank=True)
    place = models.CharField("место составления документов", max_length=100, blank=True)
    head_post = models.CharField("должность руководителя", max_length=200, blank=True)
    head_name = models.CharField("руководитель", max_length=100, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "муниципалитет"
        verbose_name_plural = "муниципалитеты"

    def __str__(self) -> str:
        return self.name


class SchoolKind(models.TextChoices):
    """Types of schools (DOMAIN.md 8)."""

    SECONDARY = "secondary", "средняя школа (СОШ)"
    BASIC = "basic", "основная школа (ООШ)"
    PRIMARY = "primary", "начальная школа (НОШ)"
    GYMNASIUM = "gymnasium", "гимназия"
    LYCEUM = "lyceum", "лицей"
    BOARDING = "boarding", "школа-интернат"
    PRIMARY_KINDERGARTEN = "primary_kindergarten", "начальная школа – детский сад"
    SPECIAL = "special", "специальная (коррекционная) школа"
    EVENING = "evening", "вечерняя школа"
    OTHER = "other", "другое"


class School(models.Model):
    """A school or a branch; `login` is its name in ФИС ОКО (DOMAIN.md 8)."""

    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="schools",
        verbose_name="муниципалитет",
    )
    login = models.CharField("логин ФИС ОКО", max_length=20, unique=True)
    name = models.CharField("краткое название", max_length=200)
    full_name = models.CharField("полное название", max_length=500, blank=True)
    kind = models.CharField("тип", max_length=24, choices=SchoolKind, default=SchoolKind.SECONDARY)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="branches",
        verbose_name="филиал школы",
    )
    msu_code = models.CharField("код МСУ", max_length=10, blank=True)
    oge_code = models.CharField("код ОГЭ", max_length=10, blank=True)
    ege_code = models.CharField("код ЕГЭ", max_length=10, blank=True)
    closed_on = models.DateField("закрыта", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
        verbose_name="правопреемник",
    )

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "школа"
        verbose_name_plural = "школы"
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("pk")),
                name="school_is_not_its_own_branch",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SchoolAlias(models.Model):
    """An earlier login of a school, such as sch223080 before edu223379."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="aliases")
    login = models.CharField("прежний логин", max_length=20, unique=True)

    class Meta:
        verbose_name = "прежний логин"
        verbose_name_plural = "прежние логины"

    def __str__(self) -> str:
        return self.login


class SchoolContext(models.Model):
    """Context of a school in one academic year; an empty field means no data, never zero."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="contexts")
    academic_year = models.PositiveSmallIntegerField("учебный год")
    pupils = models.PositiveIntegerField("контингент", null=True, blank=True)
    teachers = models.PositiveIntegerField("учителей", null=True, blank=True)
    vacancies = models.PositiveIntegerField("вакансий", null=True, blank=True)

    objects = SchoolContextQuerySet.as_manager()

    class Meta:
        verbose_name = "контекстные данные"
        verbose_name_plural = "контекстные данные"
        constraints = [
            models.UniqueConstraint(fields=["school", "academic_year"], name="one_context_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.academic_year}"


class SchoolRisk(models.Model):
    """One risk factor of a school in one academic year (DOMAIN.md 6.5).

    A profile holds until a later year has one; NOT_FOUND is a factor that was taken off in that
    year. A factor without a row is not relevant to the school.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="risks")
    factor = models.CharField(
        "фактор риска", max_length=20, choices=[(one.value, RISK_NAMES[one]) for one in RiskFactor]
    )
    significance = models.CharField(
        "значимость",
        max_length=10,
        choices=[
            *((one.value, SIGNIFICANCE_NAMES[one]) for one in Significance),
            (NOT_FOUND, "не выявлен"),
        ],
    )
    academic_year = models.PositiveSmallIntegerField("учебный год")
    set_by_name = models.CharField("кто указал", max_length=200)
    set_at = models.DateTimeField("указано")

    objects = SchoolRiskQuerySet.as_manager()

    class Meta:
        verbose_name = "фактор риска школы"
        verbose_name_plural = "риск-профили школ"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "academic_year", "factor"], name="one_weight_of_a_risk_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_factor_display()}: {self.get_significance_display()}"


class RegisterUpload(models.Model):
    """A register of schools between its upload and the administrator's «Загрузить»."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    file_name = models.CharField("файл", max_length=255)
    content = models.BinaryField("содержимое")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    uploaded_at = models.DateTimeField("загружен", default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField("принят", null=True, blank=True)
    outcome = models.JSONField("итог", default=dict, blank=True)

    objects = RegisterUploadQuerySet.as_manager()

    class Meta:
        verbose_name = "загрузка реестра"
        verbose_name_plural = "загрузки реестра"

    def __str__(self) -> str:
        return self.file_name


def _scope_condition() -> Q:
    """Each role has exactly the scope that ROLE_SCOPES gives it."""
    condition = Q()
    for scope in ScopeKind:
        roles = [role.value for role in Role if ROLE_SCOPES[role] == scope]
        empty = {f"{other.value}__isnull": True for other in ScopeKind if other != scope}
        condition |= Q(role__in=roles, **{f"{scope.value}__isnull": False}, **empty)
    return condition


class Membership(models.Model):
    """A person's role in a municipality, a region or a school."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name="пользователь",
    )
    role = models.CharField(
        "роль", max_length=20, choices=[(role.value, ROLE_NAMES[role]) for role in Role]
    )
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.CASCADE, verbose_name="регион"
    )
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.CASCADE, verbose_name="муниципалитет"
    )
    school = models.ForeignKey(
        School,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name="школа",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "роль"
        verbose_name_plural = "роли"
        constraints = [
            models.CheckConstraint(
                condition=_scope_condition(),
                name="membership_scope_of_role",
                violation_error_message=(
                    "Укажите ровно одно место по роли: у наблюдателя — регион, у куратора "
                    "и руководителя школы — школу, у остальных — муниципалитет."
                ),
            ),
            *(
                models.UniqueConstraint(
                    fields=["user", "role", scope.value],
                    condition=Q(**{f"{scope.value}__isnull": False}),
                    name=f"membership_once_per_{scope.value}",
                    violation_error_message="Эта роль у пользователя уже есть.",
                )
                for scope in ScopeKind
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
