"""Sign-in and one's own page. Of allauth only what a portal without sign-up needs."""

from allauth.account import views as allauth_views
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods

from accounts import views

# allauth's forms also take PUT, and answer any method where nothing is to be shown.
_form = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("me/", views.me, name="me"),
    path("jobs/<id:pk>/", views.job_page, name="job"),
    path("jobs/<id:pk>/progress/", views.job_progress, name="job_progress"),
    path("accounts/login/", _form(allauth_views.login), name="account_login"),
    path("accounts/logout/", _form(allauth_views.logout), name="account_logout"),
    path("accounts/closed/", views.sign_up_closed, name="account_signup"),
    path("accounts/inactive/", allauth_views.account_inactive, name="account_inactive"),
    path(
        "accounts/password/change/",
        _form(allauth_views.password_change),
        name="account_change_password",
    ),
    path("accounts/password/set/", _form(allauth_views.password_set), name="account_set_password"),
    path(
        "accounts/password/reset/",
        _form(allauth_views.password_reset),
        name="account_reset_password",
    ),
    path(
        "accounts/password/reset/done/",
        allauth_views.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _form(allauth_views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/key/done/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
