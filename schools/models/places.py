"""Regions and municipalities."""

from __future__ import annotations

from django.db import models

from schools.querysets import MunicipalityQuerySet


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
