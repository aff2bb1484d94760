"""Corrected files and files taken back: which version of a figure counts."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from assessments.actions import importing
from assessments.actions.importing import confirm_import, draft_import, withdraw_import
from assessments.domain.marks import MarkCounts
from assessments.domain.objectivity.signs import Sign
from assessments.domain.procedures import Procedure, Work
from assessments.domain.tasks import Outcome, Task
from assessments.models import ImportState, ReferenceRow, Result
from assessments.parsing.drafts import (
    DraftDistribution,
    DraftJournal,
    DraftOutcomes,
    DraftReference,
    DraftRow,
    DraftSign,
    DraftTasks,
)
from assessments.parsing.results_draft import ResultsDraft
from assessments.queries.fact_kinds import ALL
from assessments.queries.import_plans import plan_of
from assessments.queries.review import review_of
from assessments.queries.withdrawal import withdrawal_of
from core.web.refusals import Refusal

pytestmark = pytest.mark.django_db

HEAD = "Учебный год;Класс;Предмет;Логин;Участников;2;3;4;5\n"
WORK = Work(Procedure.VPR, "Математика", 5)


def load(world, *lines, name="Итоги.csv"):
    content = (HEAD + "\n".join(lines)).encode()
    draft = draft_import(
        municipality=world.office, content=content, file_name=name, by=world.coordinator
    )
    return confirm_import(results_import=draft, by=world.coordinator).results_import


def row(twos, login="edu980001"):
    return f"2024/25;5;Математика;{login};20;{twos};{20 - twos};0;0"


def twos():
    return list(Result.objects.order_by("school__login").values_list("twos", flat=True))


def every_kind(shift=0):
    common = {
        "school_code": "edu980001", "school_name": "", "municipality": "", "work": WORK,
        "academic_year": 2024, "written_year": 2024, "participants": 10, "sheet": "Л", "cell": "A2",
    }  # fmt: skip
    facts = [
        DraftDistribution(**common, max_score=2, counts=(1 + shift, 4 - shift, 5)),
        DraftJournal(
            **common, lowered=1 + shift, confirmed=8 - shift, raised=1,
            rank_correlation=Decimal("0.812345"),
        ),
        DraftTasks(**common, tasks=(Task("1", 2, Decimal("55.5") + shift),)),
        DraftOutcomes(**common, outcomes=(Outcome("1", "Считать", 1, Decimal(40) + shift),)),
        DraftSign(**common, sign=Sign.LISTED, present=not shift),
    ]  # fmt: skip
    reference = DraftReference(
        kind="marks", scope="region", code="reg98", name="Озёрный край", work=WORK,
        academic_year=2024, written_year=2024, schools=3, participants=300,
        figures=(("2", Decimal("5.06") + shift),), sheet="Л", cell="A1",
    )  # fmt: skip
    draft = ResultsDraft(kinds=["все виды"])
    draft.add([DraftRow(**common, marks=MarkCounts(1 + shift, 4 - shift, 5, 0)), *facts])
    draft.references.append(reference)
    return draft


@pytest.fixture
def drafted(world, monkeypatch):
    """Files whose reading is given: every kind of figure that a draft may hold."""

    def make(draft, content=b"file"):
        monkeypatch.setattr(importing, "read_results", lambda *_, **__: draft)
        return draft_import(
            municipality=world.office, content=content, file_name="Все.xlsx",
            by=world.coordinator,
        )  # fmt: skip

    return make


def test_the_replaced_figure_stays_with_its_file_and_cell(world):
    first = load(world, row(2))
    second = load(world, row(5))

    assert twos() == [5]
    old = Result.versions.get(superseded_by=second)
    assert (old.twos, old.results_import, old.cell) == (2, first, "E2")


def test_taking_the_corrected_file_back_brings_the_old_figure_back(world):
    load(world, row(2), row(3, "edu980002"))
    second = load(world, row(5), row(3, "edu980002"))

    withdrawn = withdraw_import(results_import=second, by=world.coordinator)

    assert withdrawn.counts() == {"gone": 0, "back": 1, "replaced": 0}
    assert twos() == [2, 3]
    second.refresh_from_db()
    assert second.state == ImportState.WITHDRAWN
    assert AuditEvent.objects.filter(action="withdraw results").count() == 1


def test_taking_a_file_in_the_middle_back_hands_its_past_to_the_later_one(world):
    first, second, third = load(world, row(2)), load(world, row(5)), load(world, row(7))

    withdrawn = withdraw_import(results_import=second, by=world.coordinator)

    assert withdrawn.counts() == {"gone": 0, "back": 0, "replaced": 1}
    assert twos() == [7]
    assert Result.versions.get(results_import=first).superseded_by == third
    withdraw_import(results_import=third, by=world.coordinator)
    assert twos() == [2]


def test_a_withdrawn_file_can_be_loaded_again(world):
    first = load(world, row(2))
    withdraw_import(results_import=first, by=world.coordinator)
    assert twos() == []

    again = load(world, row(2))

    assert again != first
    assert twos() == [2]


def test_only_a_loaded_file_is_taken_back_and_once(world):
    first = load(world, row(2))
    with pytest.raises(Refusal, match="загружает координатор"):
        withdraw_import(results_import=first, by=world.executor)
    withdraw_import(results_import=first, by=world.coordinator)

    with pytest.raises(Refusal, match="уже отозван"):
        withdraw_import(results_import=first, by=world.coordinator)


def test_every_kind_is_saved_compared_replaced_and_taken_back(world, drafted):
    confirm_import(results_import=drafted(every_kind()), by=world.coordinator)
    assert [kind.model.objects.count() for kind in ALL] == [1] * 7

    again = drafted(every_kind(), b"same")
    assert plan_of(again).changes_nothing
    assert "Ничего не изменится" in page(world, again)
    confirm_import(results_import=again, by=world.coordinator)
    assert [kind.model.versions.count() for kind in ALL] == [1] * 7

    corrected = confirm_import(
        results_import=drafted(every_kind(shift=1), b"corrected"), by=world.coordinator
    ).results_import
    assert [kind.model.versions.count() for kind in ALL] == [2] * 7
    assert [kind.model.objects.get().results_import for kind in ALL] == [corrected] * 7

    withdraw_import(results_import=corrected, by=world.coordinator)
    assert [kind.model.versions.count() for kind in ALL] == [1] * 7
    assert ReferenceRow.objects.get().figures == {"2": "5.06"}


def test_the_review_says_each_figure_as_it_was_and_as_it_will_be(world, drafted):
    confirm_import(results_import=drafted(every_kind()), by=world.coordinator)
    review = review_of(drafted(every_kind(shift=1), b"corrected"))

    said = {
        (line.kind, one.name): (one.before, one.after)
        for line in review.lines
        for one in line.differences
    }
    assert said["", "«2»"] == ("1", "2")
    assert said["распределение первичных баллов", "участников по баллам, 0"] == ("1", "2")
    assert said["сравнение с журналом", "понизили"] == ("1", "2")
    assert said["выполнение заданий", "выполнение заданий, 1"] == ("55,5 из 2", "56,5 из 2")
    assert said["признаки необъективности", "признак есть"] == ("да", "нет")
    assert said["показатели для сравнения", "доли, %, 2"] == ("5,06", "6,06")


def test_rows_of_other_regions_and_offices_are_not_compared_with(world, drafted):
    draft = every_kind()
    (own,) = draft.references
    foreign = DraftReference(
        **{name: getattr(own, name) for name in own.__slots__} | {"code": "reg97"}
    )
    both = ResultsDraft(kinds=draft.kinds)
    both.add([*draft.rows, *draft.facts])
    both.references.extend([foreign, own])
    confirm_import(results_import=drafted(both), by=world.coordinator)

    assert ReferenceRow.objects.get().name == "Озёрный край"


def test_the_page_says_what_taking_back_does_before_it_is_done(world, client):
    load(world, row(2))
    second = load(world, row(5), row(3, "edu980002"))
    client.force_login(world.coordinator)
    address = reverse("assessments:import_withdraw", args=[second.pk])

    shown = client.get(address).text
    assert "Исчезнет 1\u00a0показатель. Вернётся 1\u00a0прежний показатель." in shown
    assert twos() == [5, 3]

    answer = client.post(address, follow=True)
    assert "Файл отозван" in answer.text
    assert twos() == [2]
    assert "уже отозван" in client.get(address, follow=True).text


def test_saving_many_rows_asks_no_more_questions(world, drafted, count_queries):
    def confirmed(number, content):
        draft = every_kind()
        draft.add(
            DraftRow(
                school_code="edu980001", school_name="", municipality="",
                work=Work(Procedure.VPR, "Математика", 1 + index % 11),
                academic_year=2000 + index // 11, written_year=2024, participants=1,
                marks=MarkCounts(0, 0, 0, 1),
            )
            for index in range(number)
        )  # fmt: skip
        waiting = drafted(draft, content)
        return count_queries(
            lambda: confirm_import(results_import=waiting, by=world.coordinator, calculate=False)
        )

    first = confirmed(3, b"3")
    withdraw_all(world)
    assert confirmed(30, b"30") == first


def withdraw_all(world):
    for one in {result.results_import for result in Result.objects.all()}:
        withdraw_import(results_import=one, by=world.coordinator)


def test_the_preview_of_a_longer_file_asks_no_more_questions(world, count_queries):
    few = load(world, row(2))
    first = count_queries(lambda: withdrawal_of(few).lines())
    many = load(
        world, *(f"2024/25;{grade};Математика;edu980002;1;0;1;0;0" for grade in range(1, 9))
    )

    assert count_queries(lambda: withdrawal_of(many).lines()) == first


def page(world, results_import):
    from django.test import Client

    client = Client()
    client.force_login(world.coordinator)
    return client.get(reverse("assessments:import", args=[results_import.pk])).text
