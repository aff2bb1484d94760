"""The requisites of a school (schools/domain/requisites.py says what they are)."""

from __future__ import annotations

from django.db import models

from schools.domain.requisites import STANDING_NAMES


class Requisites(models.Model):
    """Empty text, no choice and None mean no data; a flag that is False was said to be «нет»."""

    inn = models.CharField("ИНН", max_length=20, blank=True)
    kpp = models.CharField("КПП", max_length=20, blank=True)
    ogrn = models.CharField("ОГРН", max_length=20, blank=True)
    okpo = models.CharField("ОКПО", max_length=20, blank=True)
    oktmo = models.CharField("ОКТМО", max_length=20, blank=True)
    standing = models.CharField(
        "статус",
        max_length=12,
        blank=True,
        choices=[(one.value, name) for one, name in STANDING_NAMES.items()],
    )
    legal_form = models.CharField("организационно-правовая форма", max_length=200, blank=True)
    address = models.CharField("адрес", max_length=500, blank=True)
    director = models.CharField("директор", max_length=200, blank=True)
    phone = models.CharField("телефон", max_length=100, blank=True)
    email = models.CharField("электронная почта", max_length=254, blank=True)
    site = models.CharField("сайт", max_length=200, blank=True)
    has_primary = models.BooleanField("начальное общее образование (НОО)", null=True, blank=True)
    has_basic = models.BooleanField("основное общее образование (ООО)", null=True, blank=True)
    has_secondary = models.BooleanField("среднее общее образование (СОО)", null=True, blank=True)
    is_correctional = models.BooleanField(
        "специальная (коррекционная) школа", null=True, blank=True
    )
    is_evening = models.BooleanField("вечерняя (сменная) школа", null=True, blank=True)
    is_closed_type = models.BooleanField("учреждение закрытого типа (СУВУ)", null=True, blank=True)
    is_penal = models.BooleanField("школа при учреждении УФСИН", null=True, blank=True)
    is_boarding = models.BooleanField("школа-интернат", null=True, blank=True)
    latitude = models.DecimalField(
        "широта, градусы", max_digits=9, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        "долгота, градусы", max_digits=9, decimal_places=6, null=True, blank=True
    )

    class Meta:
        abstract = True
