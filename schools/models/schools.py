"""Schools and branches."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schools.models.places import Municipality
from schools.models.requisites import Requisites
from schools.querysets import SchoolQuerySet


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


class School(Requisites):
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
