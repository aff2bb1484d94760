"""Sign-in forms: allauth's rules in the portal's words, without placeholders in the fields."""

from typing import Any

from allauth.account import forms as allauth_forms

HINT_FOR_NEW = "Не короче 10 знаков, не из одних цифр и не похож на ваше имя или адрес."


class PlainFieldsMixin:
    """A label above says what belongs into a field; a placeholder would hide what is typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
        self.reword()

    def reword(self) -> None:
        """Labels and hints where allauth's own do not fit."""


class LoginForm(PlainFieldsMixin, allauth_forms.LoginForm):
    """E-mail and password."""

    def reword(self) -> None:
        """Say what is remembered."""
        self.fields["remember"].label = "Не выходить на этом компьютере"


class ChangePasswordForm(PlainFieldsMixin, allauth_forms.ChangePasswordForm):
    """The old password and twice the new one."""

    def reword(self) -> None:
        """Plain labels."""
        self.fields["oldpassword"].label = "Нынешний пароль"
        _reword_new_password(self)


class SetPasswordForm(PlainFieldsMixin, allauth_forms.SetPasswordForm):
    """The first password."""

    def reword(self) -> None:
        """Plain labels."""
        _reword_new_password(self)


class ResetPasswordForm(PlainFieldsMixin, allauth_forms.ResetPasswordForm):
    """The address to which the letter goes."""


class ResetPasswordKeyForm(PlainFieldsMixin, allauth_forms.ResetPasswordKeyForm):
    """Twice the new password."""

    def reword(self) -> None:
        """Plain labels."""
        _reword_new_password(self)


def _reword_new_password(form: Any) -> None:
    form.fields["password1"].label = "Новый пароль"
    form.fields["password1"].help_text = HINT_FOR_NEW
    form.fields["password2"].label = "Новый пароль ещё раз"
