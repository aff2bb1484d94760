from django.apps import AppConfig


class ShnorPortalConfig(AppConfig):
    name = "shnor_portal"
    verbose_name = "Портал"
