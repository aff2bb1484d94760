"""Addresses of the search for a partner, among those of partnerships."""

from django.urls import path

from assessments.views import partners

app_name = "partners"
urlpatterns = [
    path("", partners.partner_choice, name="choice"),
    path("<str:login>/", partners.partner_search, name="search"),
]
