"""Accounts for the owner of the installation."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from accounts.models import User


class NewUserForm(forms.ModelForm):
    """A new account has no password: the person sets one by the letter of «Забыли пароль?»."""

    class Meta:
        model = User
        fields = ("email", "full_name", "is_active")

    def clean_email(self) -> str:
        """Addresses are kept in small letters."""
        return self.cleaned_data["email"].lower()

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002 (Django's signature)
        """Nobody gets in before the letter."""
        self.instance.set_unusable_password()
        return super().save(commit)


class UserForm(forms.ModelForm):
    """A known account."""

    class Meta:
        model = User
        fields = ("email", "full_name", "is_active", "is_superuser")
        labels = {"is_superuser": "владелец установки"}
        help_texts = {
            "is_active": "Снимите, чтобы закрыть вход. Сделанное человеком остаётся.",
            "is_superuser": "Открывает раздел установки.",
        }


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People who may sign in."""

    list_display = ("full_name", "email", "is_active", "last_login")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("full_name", "email")
    readonly_fields = ("last_login", "created_at")

    def get_form(
        self,
        request: HttpRequest,
        obj: User | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 (Django's signature)
        **options: Any,
    ) -> Any:
        """A shorter form for a new account."""
        options["form"] = UserForm if obj else NewUserForm
        return super().get_form(request, obj, change, **options)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Fields of the form at hand."""
        fields = UserForm.Meta.fields if obj else NewUserForm.Meta.fields
        return [(None, {"fields": fields})]
