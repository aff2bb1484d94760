from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = "Результаты"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register background work, the menu's lines and the panel on a school's page."""
        from assessments import following, web
        from assessments.actions.classifying import calculate_after_context
        from assessments.jobs import register_jobs
        from assessments.queries.what_if.ledgers import forget_figures
        from core.web import home, navigation
        from schools import context_following
        from schools import panels as school_page

        register_jobs()
        navigation.register(
            web.results_label, "assessments:results", visible=web.sees_results, order=50
        )
        navigation.register(
            web.runs_label,
            "assessments:runs",
            visible=web.sees_runs,
            order=60,
            also=("assessments:lists", "assessments:what_if", "assessments:criteria"),
        )
        home.register("standing in the list", web.head_standing, order=12)
        home.register("lists in force", web.lists_in_force, order=25)
        school_page.register("verdict", web.verdict_panel, order=10)
        following.register("what-if", forget_figures)
        context_following.register("calculations", calculate_after_context)
        self._serve_partnerships()
        school_page.register("type", web.type_panel, order=15)
        self._name_events()

    def _serve_partnerships(self) -> None:
        """Names of subjects, the search for a partner, what results say of a partnership."""
        from assessments import partner_panels
        from assessments.domain import subjects
        from schools import partnership_slots

        partnership_slots.name_subjects(sorted(subjects.ALL))
        partnership_slots.offer_search(partner_panels.address_of_search)
        partnership_slots.register("grounds", partner_panels.grounds_panel, order=10)
        partnership_slots.register("effect", partner_panels.effect_panel, order=20)

    def _name_events(self) -> None:
        from accounts.trail import name_actions, name_subject
        from assessments import trail_words
        from assessments.models import (
            ApprovedList,
            ClassificationRun,
            CriteriaSet,
            ImportBatch,
            ResultsImport,
            RunSettings,
            ScaleUpload,
            StoredScale,
        )

        name_actions(trail_words.ACTIONS)
        name_subject(ResultsImport, addresses=trail_words.imports)
        name_subject(StoredScale, addresses=trail_words.scales)
        name_subject(ScaleUpload, addresses=trail_words.scale_uploads)
        name_subject(ImportBatch, addresses=trail_words.batches)
        name_subject(ClassificationRun, addresses=trail_words.runs)
        name_subject(RunSettings)
        name_subject(ApprovedList, addresses=trail_words.lists)
        name_subject(CriteriaSet, addresses=trail_words.criteria)
