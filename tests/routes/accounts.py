"""Signing in, one's own page, passwords, background jobs."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  home                               ok    ok    ok    ok    ok    ok    ok    ok    ok    in
POST set_display                        ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  me                                 ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  job                                404   ok    404   404   404   404   404   404   404   in
GET  job_progress                       404   ok    404   404   404   404   404   404   404   in
GET  account_login                      ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST account_login                      idle  idle  idle  idle  idle  idle  idle  idle  idle  ok
GET  account_logout                     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST account_logout                     ok    ok    ok    ok    ok    ok    ok    ok    ok    idle
GET  account_signup                     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  account_inactive                   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  account_change_password            ok    ok    ok    ok    ok    ok    ok    ok    ok    in
POST account_change_password            ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  account_set_password               ok    ok    ok    ok    ok    ok    ok    ok    ok    in
POST account_set_password               idle  idle  idle  idle  idle  idle  idle  idle  idle  in
GET  account_reset_password             ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST account_reset_password             ok    ok    ok    ok    ok    ok    ok    ok    ok    idle
GET  account_reset_password_done        ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  account_reset_password_from_key    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST account_reset_password_from_key    idle  idle  idle  idle  idle  idle  idle  idle  idle  idle
GET  account_reset_password_from_key_done ok  ok    ok    ok    ok    ok    ok    ok    ok    ok
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    return {
        "job": [scene.job.pk],
        "job_progress": [scene.job.pk],
        "account_reset_password_from_key": ["1", "set-password"],
    }  # fmt: skip


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    passwords = {"password1": "sovsem-drugoy-parol", "password2": "sovsem-drugoy-parol"}
    return {
        "set_display": {"version": "accessible"},
        "account_login": {"login": "head@example.org", "password": "parol-dlya-testov"},
        "account_change_password": {"oldpassword": "parol-dlya-testov", **passwords},
        "account_set_password": passwords,
        "account_reset_password": {"email": f"{person}@example.org"},
        "account_reset_password_from_key": passwords,
    }  # fmt: skip


SUBJECT = Subject(
    table=TABLE,
    arguments=arguments,
    forms=forms,
    without_object=frozenset({"account_reset_password_from_key"}),
)
