from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = "Школы"
    default_auto_field = "django.db.models.BigAutoField"
