from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Люди и вход"
    default_auto_field = "django.db.models.BigAutoField"
