"""All addresses of the portal; each app adds one line."""

from django.contrib import admin
from django.urls import include, path

from core.web.views import set_display
from shnor_portal.views import home_page

urlpatterns = [
    path("", home_page, name="home"),
    path("display/", set_display, name="set_display"),
    path("", include("accounts.urls")),
    path("", include("roadmaps.urls")),
    path("", include("schools.urls")),
    path("partnerships/search/", include("assessments.partner_urls")),
    path("assessments/", include("assessments.urls")),
    path("reports/", include("reports.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "core.web.errors.bad_request"
handler403 = "core.web.errors.permission_denied"
handler404 = "core.web.errors.page_not_found"
handler429 = "core.web.errors.too_many_requests"
handler500 = "core.web.errors.server_error"
