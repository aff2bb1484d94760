"""How people come in: accounts are made by administrators, nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class ClosedSignUpAdapter(DefaultAccountAdapter):
    """Closes self-registration; says in the portal's words what went wrong."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "Адрес или пароль не подходят. Проверьте раскладку клавиатуры и попробуйте снова."
        ),
        "too_many_login_attempts": (
            "Слишком много неудачных попыток. Подождите пять минут и попробуйте снова."
        ),
        "enter_current_password": "Нынешний пароль введён неверно. Введите его ещё раз.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always False: an administrator makes the account."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own page."""
        return reverse("me")
