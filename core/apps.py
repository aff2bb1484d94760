from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Основа"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connections of SQLite learn the natural order of names."""
        from core.ordering import teach_sqlite

        connection_created.connect(teach_sqlite, dispatch_uid="natural order")
