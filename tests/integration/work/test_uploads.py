"""Files that arrive in pieces: over broken lines, twice, out of turn, from the wrong person."""

import hashlib
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.db.models import QuerySet
from django.urls import reverse

from core.office.errors import UnreadableFileError
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions import uploads as actions
from roadmaps.actions.assigning import drop_occurrences
from roadmaps.models import Assignment, Evidence, Upload, UploadPiece
from tests.integration.work.test_photos import photo

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n" + b"1 0 obj\n" * 2000 + b"%%EOF\n"
PIECE = 5000


def announced(content=PDF, **changes):
    data = {
        "name": "Приказ.pdf",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return {**data, **changes}


@pytest.fixture
def begin(world, now):
    def call(assignment, content=PDF, by=world.head, is_sheet=False, **changes):
        data = announced(content, **changes)
        return actions.begin_upload(
            assignment=assignment, file_name=data["name"], size=data["size"],
            sha256=data["sha256"], is_sheet=is_sheet, by=by, at=now,
        )  # fmt: skip

    return call


def send(upload, now, content=PDF, until=None):
    for offset in range(0, until or len(content), PIECE):
        actions.add_piece(
            upload=upload, offset=offset, content=content[offset : offset + PIECE], at=now
        )


def test_pieces_become_evidence_and_go(make_assignment, begin, world, now):
    assignment = make_assignment()
    upload = begin(assignment)
    assert Assignment.objects.get().status == "assigned"
    send(upload, now)
    done = actions.finish_upload(upload=upload, by=world.head, at=now)
    with done.evidence.file.open() as file:
        assert file.read() == PDF
    assert not UploadPiece.objects.exists()
    assert Assignment.objects.get().status == "in_progress"


def test_finishing_twice_is_one_document(make_assignment, begin, world, now):
    upload = begin(make_assignment())
    send(upload, now)
    stale = Upload.objects.select_related("assignment").get()
    first = actions.finish_upload(upload=upload, by=world.head, at=now)
    again = actions.finish_upload(upload=stale, by=world.head, at=now)
    assert again.evidence_id == first.evidence_id
    assert Evidence.objects.count() == 1


def test_same_file_begun_again_goes_on_where_it_was(make_assignment, begin, now):
    assignment = make_assignment()
    upload = begin(assignment)
    send(upload, now, until=2 * PIECE)
    again = begin(assignment)
    assert again == upload
    assert again.received == 2 * PIECE


def test_piece_sent_twice_counts_once(make_assignment, begin, now):
    upload = begin(make_assignment())
    for _ in range(2):
        received = actions.add_piece(upload=upload, offset=0, content=PDF[:PIECE], at=now)
        assert received == PIECE
    assert UploadPiece.objects.count() == 1


@pytest.mark.parametrize("offset", [PIECE - 1, PIECE + 1, 2 * PIECE])
def test_piece_out_of_its_turn_is_told_where_to_go_on(make_assignment, begin, now, offset):
    upload = begin(make_assignment())
    send(upload, now, until=PIECE)
    with pytest.raises(actions.WrongOffset) as wrong:
        actions.add_piece(upload=upload, offset=offset, content=PDF[:PIECE], at=now)
    assert wrong.value.received == PIECE
    assert Upload.objects.get().received == PIECE


def test_piece_beyond_the_end_or_too_large_is_refused(make_assignment, begin, now):
    upload = begin(make_assignment())
    with pytest.raises(actions.PieceTooLarge):
        actions.add_piece(upload=upload, offset=0, content=PDF + b"more", at=now)
    large = b"x" * (actions.LARGEST_PIECE + 1)
    upload = begin(make_assignment(), large)
    with pytest.raises(actions.PieceTooLarge):
        actions.add_piece(upload=upload, offset=0, content=large, at=now)
    assert not UploadPiece.objects.exists()


@pytest.mark.parametrize("is_sheet", [False, True])
def test_finish_that_is_not_kept_leaves_no_file(
    make_assignment, begin, world, now, settings, monkeypatch, is_sheet
):
    content = photo() if is_sheet else PDF
    upload = begin(make_assignment(), content, is_sheet=is_sheet)
    send(upload, now, content)

    def fail(self, *_, **__):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(QuerySet, "delete", fail)
    with pytest.raises(DatabaseError):
        actions.finish_upload(upload=upload, by=world.head, at=now)
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []
    assert Upload.objects.get().finished_at is None


def test_file_that_changed_on_its_way_is_forgotten(make_assignment, begin, world, now):
    upload = begin(make_assignment())
    send(upload, now, b"X" + PDF[1:])
    with pytest.raises(UnreadableFileError, match="изменился"):
        actions.finish_upload(upload=upload, by=world.head, at=now)
    assert not Upload.objects.exists()
    assert not UploadPiece.objects.exists()


def test_missing_piece_is_asked_for(make_assignment, begin, world, now):
    upload = begin(make_assignment())
    send(upload, now, until=PIECE)
    with pytest.raises(actions.WrongOffset):
        actions.finish_upload(upload=upload, by=world.head, at=now)
    assert Upload.objects.get().received == PIECE


def test_file_of_a_wrong_kind_is_refused_with_its_sentence(make_assignment, begin, world, now):
    page = b"<html><script>alert(1)</script></html>"
    upload = begin(make_assignment(), page)
    send(upload, now, page)
    with pytest.raises(UnreadableFileError, match="веб-страница"):
        actions.finish_upload(upload=upload, by=world.head, at=now)
    assert not Upload.objects.exists()


@pytest.mark.parametrize("size", [0, 21 * 1024 * 1024])
def test_size_is_judged_before_anything_is_sent(make_assignment, begin, size):
    with pytest.raises(UnreadableFileError):
        begin(make_assignment(), size=size)


def test_one_person_has_a_limit(make_assignment, begin):
    large = 19 * 1024 * 1024
    for number in range(10):
        begin(make_assignment(), f"{number}".encode(), size=large)
    with pytest.raises(NotPossible, match="одновременно"):
        begin(make_assignment(), size=large)


def test_only_the_doer_of_open_work_begins(make_assignment, begin, world):
    with pytest.raises(Refusal):
        begin(make_assignment(), by=world.coordinator)
    with pytest.raises(NotPossible):
        begin(make_assignment(status="submitted"))


def test_what_is_handed_in_meanwhile_takes_no_file(make_assignment, begin, world, now, settings):
    assignment = make_assignment()
    upload = begin(assignment)
    send(upload, now)
    Assignment.objects.update(status="submitted")
    upload = Upload.objects.select_related("assignment").get()
    with pytest.raises(NotPossible):
        actions.finish_upload(upload=upload, by=world.head, at=now)
    assert Upload.objects.get().finished_at is None
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_what_nobody_sends_any_more_is_forgotten(make_assignment, begin, now):
    upload, fresh = begin(make_assignment()), begin(make_assignment())
    send(upload, now, until=PIECE)
    Upload.objects.filter(pk=fresh.pk).update(touched_at=now + timedelta(days=2))
    assert actions.forget_stale(now=now + timedelta(days=3)) == (1, 0)
    assert list(Upload.objects.all()) == [fresh]
    assert not UploadPiece.objects.exists()


def test_browser_sends_a_file_in_pieces(make_assignment, as_person):
    assignment, head = make_assignment(), as_person("head")
    address = reverse("roadmaps:upload_begin", args=[assignment.pk])
    begun = head.post(address, announced()).json()
    for offset in range(0, len(PDF), PIECE):
        answer = head.post(
            f"{begun['url']}?offset={offset}", PDF[offset : offset + PIECE],
            content_type="application/octet-stream",
        )  # fmt: skip
        assert answer.json()["received"] == min(offset + PIECE, len(PDF))
    assert head.get(begun["url"]).json() == {"received": len(PDF), "size": len(PDF)}
    first, again = head.post(begun["finish"]).json(), head.post(begun["finish"]).json()
    assert first == again == {"evidence": Evidence.objects.get().pk}


@pytest.mark.parametrize("name", ["other_head", "coordinator", "stranger"])
def test_upload_of_another_person_is_not_there(make_assignment, begin, as_person, name):
    upload = begin(make_assignment())
    client = as_person(name)
    for route in ("upload", "upload_finish"):
        assert client.post(reverse(f"roadmaps:{route}", args=[upload.pk])).status_code == 404
    assert client.get(reverse("roadmaps:upload", args=[uuid.uuid4()])).status_code == 404


def test_wrong_turn_and_size_are_told_by_status(make_assignment, begin, as_person):
    upload = begin(make_assignment())
    address = reverse("roadmaps:upload", args=[upload.pk])
    head, kind = as_person("head"), "application/octet-stream"
    wrong = head.post(f"{address}?offset=7", b"abc", content_type=kind)
    assert (wrong.status_code, wrong.json()) == (409, {"received": 0})
    large = head.post(f"{address}?offset=0", PDF + b"more", content_type=kind)
    assert large.status_code == 413
    answer = head.post(
        reverse("roadmaps:upload_begin", args=[upload.assignment_id]), announced(size=0)
    )
    assert (answer.status_code, "пустой" in answer.json()["error"]) == (422, True)


def test_work_with_a_file_on_its_way_does_not_disappear(make_assignment, begin, now):
    assignment = make_assignment()
    send(begin(assignment), now, until=PIECE)
    assert drop_occurrences(occurrence_ids=[assignment.occurrence_id])
    assert Upload.objects.get().received == PIECE
