from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = "Школы"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter schools and people in the menu and the roles on one's own page."""
        from accounts import panels as own_page
        from core.web import home, navigation
        from schools import panels as school_page
        from schools import web

        navigation.register(web.schools_label, "school_list", visible=web.sees_schools, order=40)
        navigation.register("Сотрудники", "people", visible=web.keeps_people, order=90)
        navigation.register("Письма", "letters", visible=web.keeps_people, order=95)
        navigation.register("Журнал", "journal", visible=web.reads_journal, order=97)
        navigation.register("Наставничество", "partnerships", visible=web.sees_schools, order=70)
        own_page.register("roles", web.roles_panel)
        school_page.register("partnerships", web.partnerships_panel, order=70)
        home.register("partnerships", web.home_panel, order=70)
        self._name_events()

    def _name_events(self) -> None:
        from accounts.models import OutgoingLetter, User
        from accounts.trail import name_actions, name_subject, told_elsewhere
        from schools import trail_words
        from schools.models import ContextBatch, ContextUpload, Municipality, Partnership, School

        name_actions(trail_words.ACTIONS)
        name_subject(Municipality)
        name_subject(School, addresses=trail_words.schools)
        name_subject(Partnership, addresses=trail_words.partnerships)
        name_subject(ContextUpload, addresses=trail_words.context_files)
        name_subject(ContextBatch, addresses=trail_words.context_batches)
        # The journal says how many schools a register brought.
        told_elsewhere(School, "add school")
        name_subject(User, "сотрудник", addresses=trail_words.people)
        name_subject(OutgoingLetter, addresses=trail_words.letters)
