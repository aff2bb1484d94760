from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = "Школы"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter schools and people in the menu and the roles on one's own page."""
        from accounts import panels as own_page
        from core.web import navigation
        from schools import web

        navigation.register(web.schools_label, "school_list", visible=web.sees_schools, order=40)
        navigation.register("Сотрудники", "people", visible=web.keeps_people, order=90)
        navigation.register("Письма", "letters", visible=web.keeps_people, order=95)
        own_page.register("roles", web.roles_panel)
