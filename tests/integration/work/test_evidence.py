"""Documents attached to work: hostile files, repetition, removal, who sees them."""

import io
import zipfile
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection
from PIL import Image

from core.office import attached
from core.office.errors import UnreadableFileError
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions import evidence as evidence_actions
from roadmaps.actions.evidence import attach_evidence, remove_evidence
from roadmaps.actions.work import submit
from roadmaps.models import Assignment, Evidence

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n" + b"1 0 obj\n" * 20 + b"%%EOF\n"


def picture(kind):
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(buffer, kind)
    return buffer.getvalue()


JPG, PNG = picture("JPEG"), picture("PNG")


def archive(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.fixture
def attach(world, now):
    def call(assignment, content=PDF, file_name="Приказ.pdf", by=world.head):
        return attach_evidence(
            assignment=assignment, content=content, file_name=file_name, by=by, at=now
        )

    return call


def stored_files(settings):
    root = Path(settings.MEDIA_ROOT)
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


@pytest.mark.parametrize(
    ("content", "content_type", "ending"),
    [
        (PDF, "application/pdf", ".pdf"),
        (JPG, "image/jpeg", ".jpg"),
        (PNG, "image/png", ".png"),
        (
            archive("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ".docx",
        ),
        (
            archive("xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ".xlsx",
        ),
    ],
)
def test_kind_follows_the_content(make_assignment, attach, settings, content, content_type, ending):
    kept = attach(make_assignment(), content, "снимок")
    assert kept.content_type == content_type
    assert kept.file_name == f"снимок{ending}"
    assert [path.suffix for path in stored_files(settings)] == [ending]


@pytest.mark.parametrize(
    ("content", "file_name", "words"),
    [
        (b"MZ\x90\x00" + b"\x00" * 100, "Приказ.pdf", "не принимаются"),
        (b"", "Приказ.pdf", "пустой"),
        (b"<html><script>alert(1)</script></html>", "снимок.jpg", "веб-страница"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "снимок.png", "без оформления"),
        (archive("a.exe"), "Приказ.docx", "архив"),
        (b"{\\rtf1 text}", "Приказ.docx", "RTF"),
        (PNG[:10], "снимок.png", "не до конца"),
    ],
)
def test_hostile_file_is_refused_with_a_sentence_and_leaves_nothing(
    make_assignment, attach, settings, content, file_name, words
):
    assignment = make_assignment()
    with pytest.raises(UnreadableFileError, match=words):
        attach(assignment, content, file_name)
    assert not Evidence.objects.exists()
    assert stored_files(settings) == []
    assert Assignment.objects.get().status == assignment.status == "assigned"


def test_too_large_a_file_is_refused(make_assignment, attach, settings):
    settings.UPLOAD_LIMIT_MB = 1
    with pytest.raises(UnreadableFileError, match="больше 1"):
        attach(make_assignment(), PDF + b"\x20" * 1024 * 1024)


def test_path_in_the_name_stays_outside(make_assignment, attach, settings):
    kept = attach(make_assignment(), PDF, "../../../etc/cron.d/Приказ.pdf")
    assert kept.file_name == "Приказ.pdf"
    [path] = stored_files(settings)
    assert "Приказ" not in path.name
    assert Path(settings.MEDIA_ROOT) in path.parents


def test_same_file_twice_is_one(make_assignment, attach, settings):
    assignment = make_assignment()
    first = attach(assignment)
    assert attach(assignment, file_name="Копия.pdf") == first
    assert Evidence.objects.count() == len(stored_files(settings)) == 1
    assert attach(make_assignment()) != first


def test_attaching_begins_the_work(make_assignment, attach):
    attach(make_assignment())
    assert Assignment.objects.get().status == "in_progress"


def test_removed_document_is_kept_and_may_come_back(make_assignment, attach, world, now, settings):
    assignment = make_assignment()
    first = attach(assignment)
    remove_evidence(evidence=first, by=world.head, at=now)
    assert Evidence.objects.get().removed_at == now
    assert len(stored_files(settings)) == 1
    assert attach(assignment) != first
    assert Evidence.objects.kept().count() == 1


def test_document_alone_is_enough_to_hand_in(make_assignment, attach, world, now):
    assignment = make_assignment()
    attach(assignment)
    submit(assignment=assignment, note="", by=world.head, at=now)
    assert Assignment.objects.get().status == "submitted"


@pytest.mark.parametrize(
    ("status", "words"),
    [("submitted", "Отзовите"), ("accepted", "больше не меняются"), ("cancelled", "отменено")],
)
def test_documents_are_closed_after_handing_in(make_assignment, attach, world, now, status, words):
    assignment = make_assignment()
    kept = attach(assignment)
    at = {"accepted_at": now} if status == "accepted" else {}
    Assignment.objects.update(status=status, **at)
    assignment.refresh_from_db()
    with pytest.raises(NotPossible, match=words):
        attach(assignment, JPG, "Ещё.jpg")
    kept.refresh_from_db()
    with pytest.raises(NotPossible, match=words):
        remove_evidence(evidence=Evidence.objects.get(), by=world.head, at=now)
    assert Evidence.objects.kept().count() == 1


@pytest.mark.parametrize("person", ["coordinator", "curator", "other_head", "observer", "nobody"])
def test_only_the_doer_attaches(make_assignment, attach, world, person):
    with pytest.raises(Refusal):
        attach(make_assignment(), by=world.people[person])


def test_work_handed_in_meanwhile_takes_no_document(make_assignment, attach, settings):
    assignment = make_assignment(status="in_progress")
    Assignment.objects.update(status="submitted")
    with pytest.raises(NotPossible):
        attach(assignment)
    assert stored_files(settings) == []


def test_broken_trail_leaves_neither_row_nor_file(make_assignment, attach, settings, monkeypatch):
    def fail(**_):
        raise RuntimeError("the trail is broken")

    monkeypatch.setattr(evidence_actions, "record", fail)
    with pytest.raises(RuntimeError):
        attach(make_assignment())
    assert not Evidence.objects.exists()
    assert stored_files(settings) == []
    assert Assignment.objects.get().status == "assigned"


@pytest.mark.django_db(transaction=True)
def test_document_is_judged_while_nobody_waits_for_a_transaction(
    make_assignment, attach, monkeypatch
):
    inside: list[bool] = []
    judge = attached.require_whole

    def watched(content, kind):
        inside.append(connection.in_atomic_block)
        judge(content, kind)

    monkeypatch.setattr(attached, "require_whole", watched)
    attach(make_assignment())
    assert inside == [False]


@pytest.mark.django_db(transaction=True)
def test_transaction_that_is_not_kept_leaves_no_file(make_assignment, attach, settings):
    assignment = make_assignment()

    def fail():
        raise DatabaseError("the disk is full")

    with patch.object(connection, "_commit", side_effect=fail), pytest.raises(DatabaseError):
        attach(assignment)
    assert not Evidence.objects.exists()
    assert stored_files(settings) == []


@pytest.mark.parametrize(
    ("person", "is_seen"),
    [
        ("head", True),
        ("coordinator", True),
        ("administrator", True),
        ("executor", True),
        ("curator", True),
        ("observer", True),
        ("other_head", False),
        ("stranger", False),
        ("nobody", False),
    ],
)
def test_who_sees_the_document_and_the_assignment(make_assignment, attach, world, person, is_seen):
    attach(make_assignment())
    user = world.people[person]
    assert Evidence.objects.visible_to(user).exists() == is_seen
    assert Assignment.objects.visible_to(user).exists() == is_seen
