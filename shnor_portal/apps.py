from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ShnorPortalConfig(AppConfig):
    name = "shnor_portal"
    verbose_name = "Портал"


class OwnersAdminConfig(AdminConfig):
    default_site = "shnor_portal.owners_site.OwnersSite"
