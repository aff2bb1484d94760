"""What an office has on its way: a register, a letter, a hand-over."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tests.conftest import World

REGISTER = "Логин;Наименование\nedu980001;Школа № 1\nedu980005;Школа № 5\n".encode()


def register_on_its_way(world: World, content: bytes = REGISTER) -> Any:
    """A register that the administrator has uploaded and not yet taken over."""
    from schools.actions.register_uploads import keep_upload

    return keep_upload(
        municipality=world.office, file_name="Реестр.csv", content=content, by=world.administrator
    )


CONTEXT = "Логин;Обучающихся всего\nedu980001;90\n".encode()


def context_on_its_way(world: World, content: bytes = CONTEXT) -> Any:
    """A file with context data that the coordinator has uploaded and not yet taken over."""
    from schools.actions.context import keep_upload

    return keep_upload(
        municipality=world.office, academic_year=2023, file_name="Контекст.csv", content=content,
        by=world.coordinator,
    )  # fmt: skip


def context_batch(world: World) -> Any:
    """Two files with context data that were uploaded together and wait."""
    from core.office.packed_files import PackedFile, Unpacked
    from schools.actions.context_batches import keep_batch

    texts = ("Логин;Вакансий\nedu980001;2\n", "Логин;Вакансий\nedu980002;1\n")
    files = tuple(PackedFile(f"{at}.csv", text.encode()) for at, text in enumerate(texts))
    return keep_batch(
        municipality=world.office, academic_year=2023, unpacked=Unpacked(files, (), 0),
        by=world.coordinator,
    )  # fmt: skip


def context_taken(world: World) -> Any:
    """A file with context data that was taken over."""
    from schools.actions.context import confirm_upload

    upload = context_on_its_way(world)
    confirm_upload(upload=upload, by=world.coordinator)
    upload.refresh_from_db()
    return upload


def hand_over_asked(world: World, person: Any, receiver: Any) -> dict[str, Any]:
    """What the form of a hand-over says after its preview: all of the person's work."""
    from roadmaps.domain.handing_over.passing import shares_of
    from roadmaps.domain.handing_over.values import Decision
    from roadmaps.queries.handing_over.holdings import holdings_of
    from roadmaps.queries.handing_over.preview import preview_of
    from roadmaps.queries.handing_over.roles import staff_of

    held = holdings_of(person, staff_of(world.office))
    asked = {
        "person": person, "receiver": receiver, "municipality": world.office,
        "decision": Decision(frozenset(shares_of(held)), ends_roles=True), "reason": "",
    }  # fmt: skip
    seen = preview_of(**asked, by=world.administrator, today=timezone.localdate()).seal
    return {**asked, "seen": seen}


def letter_not_taken(world: World) -> Any:
    """A letter to the head of another school that the mail server refused."""
    from accounts.models import OutgoingLetter

    return OutgoingLetter.objects.create(
        key="digest:2026-11-25:1", kind="digest", to=world.other_head, to_name="other_head",
        email=world.other_head.email, municipality_id=world.office.pk, subject="Просрочено 1",
        body="Здравствуйте.", state="failed", attempts=1,
        failure="Почтовый сервер не принял адрес получателя.",
    )  # fmt: skip
