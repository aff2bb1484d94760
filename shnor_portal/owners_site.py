"""The tables under /admin/: for the owner of the installation only, by the portal's own sign-in."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from core.web.refusals import Refusal

# Rights come from memberships; groups and allauth's list of addresses are not used.
UNUSED_APPS = {"auth", "account"}


class OwnersSite(AdminSite):
    """Django's admin without a door of its own."""

    site_header = "Портал поддержки школ: установка"
    site_title = "Установка"
    index_title = "Муниципалитеты, школы, люди"

    def has_permission(self, request: HttpRequest) -> bool:
        """Superusers alone."""
        return bool(request.user.is_active and request.user.is_superuser)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The portal's sign-in, whose limits on attempts hold here too."""
        if request.user.is_authenticated:
            raise Refusal("Этот раздел открыт только владельцу установки.")
        return redirect_to_login(request.GET.get("next", reverse("admin:index")))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Only what the portal uses."""
        apps = super().get_app_list(request, app_label)
        return [app for app in apps if app["app_label"] not in UNUSED_APPS]
