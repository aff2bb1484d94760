from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = "Результаты"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register background work."""
        from assessments.jobs import register_jobs

        register_jobs()
