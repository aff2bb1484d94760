"""Long files of results: whatever is asked of them, few of their rows are in memory at once."""

import gc

import pytest
from django.core.cache import cache
from django.urls import reverse

from assessments.actions.importing import confirm_import, draft_import
from assessments.models import DraftPiece, Result
from assessments.parsing.drafts import DraftRow
from assessments.queries import draft_pieces, review_totals
from assessments.queries.draft_pieces import ROWS_AT_ONCE, facts_of, portions_of
from assessments.queries.import_plans import Effect, plan_of
from assessments.queries.review import review_of
from core.values.packed_list import ITEMS_A_PIECE
from schools.models import School

pytestmark = pytest.mark.django_db

HEAD = "Учебный год;Класс;Предмет;Логин;Участников;2;3;4;5\n"
SUBJECTS = ("Русский язык", "Математика", "История", "Биология", "География")
SCHOOLS = 42
ROWS = SCHOOLS * len(SUBJECTS) * 5


@pytest.fixture
def long_file(world, settings):
    """A file of more rows than are met at once; another `shift` corrects it."""
    School.objects.bulk_create(
        School(municipality=world.office, login=f"edu9810{number:02d}", name=f"СОШ № {number}")
        for number in range(SCHOOLS)
    )
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()

    def make(shift=0, last=""):
        lines = [
            f"2024/25;{grade};{subject};edu9810{number:02d};{10 + shift};{1 + shift};2;3;4"
            for number in range(SCHOOLS)
            for subject in SUBJECTS
            for grade in range(4, 9)
        ]
        content = HEAD + "\n".join([*lines, last])
        return draft_import(
            municipality=world.office, content=content.encode(), file_name="Итоги.csv",
            by=world.coordinator,
        )  # fmt: skip

    yield make
    cache.clear()


@pytest.fixture
def unpacked(monkeypatch):
    """How many pieces have been unpacked."""
    counted = []

    def count(content):
        counted.append(len(content))
        return take(content)

    take = draft_pieces.unpacked
    monkeypatch.setattr(draft_pieces, "unpacked", count)
    return counted


def rows_alive():
    gc.collect()
    return sum(type(one) is DraftRow for one in gc.get_objects())


def test_a_draft_is_stored_and_walked_in_pieces(long_file):
    before = rows_alive()
    waiting = long_file()
    assert rows_alive() - before <= ITEMS_A_PIECE

    assert sum(DraftPiece.objects.values_list("items", flat=True)) == ROWS
    assert DraftPiece.objects.count() == -(-ROWS // ITEMS_A_PIECE)
    most = 0
    cells = []
    for portions in portions_of([waiting]):
        cells += [row.cell for portion in portions for row in portion.rows]
        most = max(most, rows_alive() - before)
    assert most <= ROWS_AT_ONCE + ITEMS_A_PIECE
    assert cells == [f"E{number + 2}" for number in range(ROWS)]
    assert cells == [row.cell for row in facts_of(waiting)]


def test_a_page_of_a_long_review_reads_the_pieces_of_its_lines(
    long_file, unpacked, client, world, count_queries
):
    waiting = long_file(last="2024/25;5;Химия;edu99;4;1;1;1;1")
    client.force_login(world.coordinator)
    address = reverse("assessments:import", args=[waiting.pk])

    first = client.get(address).text
    assert f"{ROWS} новых" in first.replace("\u00a0", " ")
    # Doubtful rows come first, wherever they stand in the file.
    assert "edu99" in first[first.index("Что понято") :][:3000]
    assert len(unpacked) > ROWS // ITEMS_A_PIECE
    unpacked.clear()
    asked = count_queries(lambda: client.get(address, {"page": 2}))
    assert len(unpacked) <= 2
    again = count_queries(lambda: client.get(address, {"page": 9}))
    assert len(unpacked) <= 4
    assert again == asked


def test_kept_totals_of_a_review_follow_decisions_and_figures(long_file, world, monkeypatch):
    waiting = long_file()
    assert review_of(waiting).plan.counts()["new"] == ROWS
    met = []
    monkeypatch.setattr(
        review_totals, "plan_of", lambda *given: met.append(given) or plan_of(*given)
    )
    assert review_of(waiting).plan.counts()["new"] == ROWS
    assert met == []

    waiting.decisions = {"edu981000|": None}
    waiting.save()
    assert review_of(waiting).plan.counts()["left_out"] == 25
    assert [line.effect for line in review_of(waiting).lines[:26]] == [
        *[Effect.LEFT_OUT] * 25, Effect.NEW,
    ]  # fmt: skip
    confirm_import(results_import=waiting, by=world.coordinator, calculate=False)
    corrected = long_file(shift=1)
    assert review_of(corrected).plan.counts() == {
        "new": 25, "changed": ROWS - 25, "same": 0, "left_out": 0,
    }  # fmt: skip
    School.objects.filter(login="edu981001").update(login="edu989999")
    assert review_of(corrected).plan.counts()["left_out"] == 25


def test_a_long_file_again_changes_nothing_and_a_corrected_one_tells_the_difference(
    long_file, world
):
    confirm_import(results_import=long_file(), by=world.coordinator, calculate=False)
    again = review_of(long_file(last="\n"))
    assert again.is_known_already

    corrected = long_file(shift=1)
    review = review_of(corrected)
    assert review.plan.counts()["changed"] == ROWS
    assert {line.differences[0].before for line in review.lines[-3:]} == {"10"}
    confirm_import(results_import=corrected, by=world.coordinator, calculate=False)
    assert Result.objects.filter(twos=2).count() == Result.objects.count() == ROWS


def test_a_row_repeated_far_below_is_told_with_the_place_of_the_first(long_file, world):
    School.objects.filter(login="edu981000").update(oge_code="98100")
    waiting = long_file(last="2024/25;4;Русский язык;98100;4;1;1;1;1")
    plan = plan_of(waiting)
    (issue,) = plan.issues

    assert plan.counts()["left_out"] == 1
    assert (issue.cell, "та же работа, что в ячейке E2" in issue.text) == (f"E{ROWS + 2}", True)
    assert review_of(waiting).lines[0].effect is Effect.LEFT_OUT
