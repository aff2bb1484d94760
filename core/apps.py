from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.urls import register_converter


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Основа"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connections of SQLite learn the natural order of names, addresses the keys of rows."""
        from core.ordering import teach_sqlite
        from core.web.ids import IdConverter

        connection_created.connect(teach_sqlite, dispatch_uid="natural order")
        register_converter(IdConverter, "id")
