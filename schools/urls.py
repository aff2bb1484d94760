"""Addresses of schools."""

from django.urls import path

from schools import views

urlpatterns = [
    path("", views.school_list, name="school_list"),
    path("<str:login>/", views.school_page, name="school"),
]
