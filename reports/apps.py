from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Отчёты"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter the list in the menu, «Скачать» on a plan's page, the building among the jobs."""
        from django.urls import reverse

        from accounts.actions import jobs
        from assessments.slots import downloads as list_downloads
        from core.web import home, navigation
        from reports import actions, web
        from reports.permissions import sees_reports
        from roadmaps.slots import downloads

        navigation.register("Отчёты", "reports:list", visible=sees_reports, order=80)
        home.register("monday", web.monday_links, order=30)
        list_downloads.register(web.order_downloads)
        list_downloads.register_sheet(web.grounds_downloads)
        downloads.register("reports", web.plan_downloads)
        downloads.register_comparison(web.comparison_downloads)
        downloads.register_acts(web.act_downloads)
        downloads.register_indicators(web.indicator_downloads)
        jobs.register(
            actions.JOB_KIND,
            handler=actions.build_report,
            result_url=lambda pk: reverse("reports:report", args=[pk]),
        )
        self._name_events()

    def _name_events(self) -> None:
        from accounts.trail import name_actions, name_subject
        from reports import trail_words
        from reports.models import Report

        name_actions(trail_words.ACTIONS)
        name_subject(Report, addresses=trail_words.reports)
