"""Addresses of schools."""

from django.urls import path

from schools import views

urlpatterns = [
    path("", views.school_list, name="school_list"),
    path("schools.xlsx", views.schools_workbook, name="schools_workbook"),
    path("<str:login>/", views.school_page, name="school"),
]
