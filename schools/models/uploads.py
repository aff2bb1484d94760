"""Files on their way in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from schools.models.places import Municipality
from schools.querysets import RegisterUploadQuerySet


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
