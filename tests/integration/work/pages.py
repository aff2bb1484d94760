"""Addresses of the pages of one assignment."""

from django.urls import reverse


def page(assignment):
    return reverse("roadmaps:assignment", args=[assignment.pk])


def move_page(assignment, name):
    return reverse("roadmaps:move", args=[assignment.pk, name])
