from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Люди и вход"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the app writes into the trail."""
        from accounts.trail import name_actions
        from accounts.trail_words import ACTIONS

        name_actions(ACTIONS)
