"""Tables for the owner of the installation; everybody else works on the portal's pages."""

from typing import Any

from django.contrib import admin

from schools.joining import schools_joined, schools_left
from schools.models import Membership, Municipality, Region, School, SchoolAlias


@admin.register(Region)
class RegionAdmin(admin.ModelAdmin):
    """Regions."""

    list_display = ("name", "code")
    search_fields = ("name", "code")


@admin.register(Municipality)
class MunicipalityAdmin(admin.ModelAdmin):
    """Municipalities with their offices."""

    list_display = ("name", "code", "region", "office_name")
    list_filter = ("region",)
    search_fields = ("name", "code", "office_name")
    list_select_related = ("region",)


class SchoolAliasInline(admin.TabularInline):
    """Earlier logins of a school."""

    model = SchoolAlias
    extra = 0


@admin.register(School)
class SchoolAdmin(admin.ModelAdmin):
    """Schools."""

    list_display = ("name", "login", "municipality", "kind", "closed_on")
    list_filter = ("municipality", "kind")
    search_fields = ("name", "login", "aliases__login")
    list_select_related = ("municipality",)
    autocomplete_fields = ("municipality", "parent", "successor")
    inlines = (SchoolAliasInline,)

    def save_model(self, request: Any, obj: School, form: Any, change: bool) -> None:  # noqa: FBT001
        """A school that is made, closed or opened again here does so like one of the register."""
        super().save_model(request, obj, form, change)
        if obj.closed_on is None and (not change or "closed_on" in form.changed_data):
            schools_joined([obj], request.user)
        if obj.closed_on is not None and change and form.initial.get("closed_on") is None:
            schools_left([obj], request.user)


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    """Who holds which role where."""

    list_display = ("user", "role", "place")
    list_filter = ("role",)
    search_fields = ("user__full_name", "user__email")
    list_select_related = ("user", "region", "municipality", "school")
    autocomplete_fields = ("user", "region", "municipality", "school")

    @admin.display(description="где")
    def place(self, membership: Membership) -> Any:
        """The region, municipality or school."""
        return membership.region or membership.municipality or membership.school
