"""Schools that a file names otherwise: chosen by a person, remembered, forgotten."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from assessments.actions.choosing import choose_schools
from assessments.actions.importing import confirm_import, draft_import
from assessments.models import Result, ScoreDistribution
from assessments.queries.import_plans import plan_of
from assessments.queries.written_schools import school_choice
from core.web.refusals import Refusal
from schools.actions.names import forget_name
from schools.models import SchoolName
from tests.workbook_maker import singles

pytestmark = pytest.mark.django_db

HEAD = "Учебный год;Класс;Предмет;Логин;ОО;Участников;2;3;4;5\n"
UNKNOWN = "|Приозёрная гимназия"


def draft(world, *schools, grade=5):
    lines = [f"2024/25;{grade};Математика;{school};4;1;1;1;1" for school in schools]
    return draft_import(
        municipality=world.office, content=(HEAD + "\n".join(lines)).encode(), file_name="И.csv",
        by=world.coordinator,
    )  # fmt: skip


def choose(world, results_import, choices, *, undecided=(), remember=(), by=None):
    return choose_schools(
        results_import=results_import, choices=choices, undecided=undecided, remember=remember,
        by=by or world.coordinator,
    )  # fmt: skip


def loaded(world, results_import):
    confirm_import(results_import=results_import, by=world.coordinator)
    return {result.school for result in Result.objects.all()}


def test_schools_not_recognised_are_listed_with_what_they_are_like(world):
    waiting = draft(world, ";Школа № 22", ";Школа № 1", ";Приозёрная гимназия", ";Школа № 22")
    choice = school_choice(waiting, plan_of(waiting))

    assert [(one.name, one.rows, one.is_unknown) for one in choice.written] == [
        ("Школа № 22", 1, True), ("Приозёрная гимназия", 1, True),
    ]  # fmt: skip
    assert choice.written[0].reason.startswith("не узнана; похожа на «Школа № 2», сходство")


def test_a_form_of_no_school_is_given_one_that_is_not_remembered(world):
    content = singles.form([(2, 2, 5, 4), (1, 0, 4, 1)], login="")
    waiting = draft_import(
        municipality=world.office, content=content, file_name="форма.xlsx", by=world.coordinator
    )
    (asked,) = school_choice(waiting, plan_of(waiting)).written
    choose(world, waiting, {asked.written: world.school.pk}, remember=(asked.written,))
    confirm_import(results_import=waiting, by=world.coordinator)

    assert (asked.name, asked.is_named) == ("школа в файле не названа", False)
    assert ScoreDistribution.objects.get().school == world.school
    assert not SchoolName.objects.exists()


def test_a_chosen_school_is_loaded_and_the_plan_follows_at_once(world):
    waiting = choose(world, draft(world, ";Приозёрная гимназия"), {UNKNOWN: world.school.pk})

    plan = plan_of(waiting)
    assert plan.counts() == {"new": 1, "changed": 0, "same": 0, "left_out": 0}
    assert plan.issues == []
    assert loaded(world, waiting) == {world.school}
    assert AuditEvent.objects.filter(action="choose schools of results").exists()


def test_rows_that_nobody_wants_are_left_out_without_an_error(world):
    waiting = choose(world, draft(world, ";Приозёрная гимназия"), {UNKNOWN: None})

    (issue,) = plan_of(waiting).issues
    assert (issue.severity, issue.text) == (
        "warning", "школа не загружается по вашему решению",
    )  # fmt: skip
    assert loaded(world, waiting) == set()


def test_a_match_by_a_similar_name_can_be_rejected_and_taken_up_again(world):
    world.school.name = "Лесновская гимназия"
    world.school.save()
    written = "|Лесновская гимназии"
    waiting = draft(world, ";Лесновская гимназии")
    assert "по похожему названию" in school_choice(waiting, plan_of(waiting)).written[0].reason

    rejected = choose(world, waiting, {written: None})
    assert plan_of(rejected).counts()["left_out"] == 1
    again = choose(world, rejected, {}, undecided=[written])
    assert plan_of(again).counts()["new"] == 1


def test_what_is_remembered_is_recognised_in_the_next_file_until_it_is_forgotten(world):
    choose(
        world, draft(world, ";Приозёрная гимназия"), {UNKNOWN: world.school.pk},
        remember=[UNKNOWN],
    )  # fmt: skip
    assert plan_of(draft(world, ";МБОУ «Приозёрная гимназия»", grade=6)).counts()["new"] == 1

    forget_name(name=SchoolName.objects.get(), by=world.coordinator)
    assert plan_of(draft(world, ";Приозёрная гимназия", grade=7)).counts()["left_out"] == 1


def test_a_login_is_remembered_too(world):
    written = "sch980777|"
    choose(world, draft(world, "sch980777;"), {written: world.other_school.pk}, remember=[written])

    assert loaded(world, draft(world, "sch980777;", grade=6)) == {world.other_school}


def test_schools_of_others_and_names_not_in_the_file_are_passed_over(world):
    waiting = choose(
        world, draft(world, ";Приозёрная гимназия"),
        {UNKNOWN: world.foreign_school.pk, "|Другая": world.school.pk}, remember=["|Другая"],
    )  # fmt: skip

    assert waiting.decisions == {}
    assert SchoolName.objects.count() == 0


def test_only_the_office_chooses_and_before_the_decision(world):
    waiting = draft(world, ";Приозёрная гимназия")
    with pytest.raises(Refusal):
        choose(world, waiting, {UNKNOWN: world.school.pk}, by=world.executor)
    confirm_import(results_import=waiting, by=world.coordinator)
    with pytest.raises(Refusal, match="уже разобран"):
        choose(world, waiting, {UNKNOWN: world.school.pk})


def test_the_page_offers_the_choice_and_the_schools_page_lets_forget(world, client):
    client.force_login(world.coordinator)
    waiting = draft(world, ";Приозёрная гимназия", ";Школа № 1")
    address = reverse("assessments:import", args=[waiting.pk])
    assert "Не узнано: 1\u00a0школа." in client.get(address).text

    answer = client.post(
        reverse("assessments:import_schools", args=[waiting.pk]),
        {
            "number": ["1"], "written-1": UNKNOWN, "school-1": str(world.other_school.pk),
            "remember-1": "1",
        },
        follow=True,
    )  # fmt: skip
    assert "2\u00a0новых результата" in answer.text.lower()

    school = client.get(reverse("school", args=[world.other_school.login])).text
    assert "Приозёрная гимназия" in school
    name = SchoolName.objects.get()
    client.post(reverse("school_name_forget", args=[world.other_school.login, name.pk]))
    assert SchoolName.objects.count() == 0


def test_the_choice_of_more_schools_asks_no_more_questions(world, client, count_queries):
    client.force_login(world.coordinator)

    def asked(number, grade):
        waiting = draft(world, *(f";Гимназия {index}" for index in range(number)), grade=grade)
        address = reverse("assessments:import", args=[waiting.pk])
        return count_queries(lambda: client.get(address))

    asked(3, 4)
    assert asked(3, 5) == asked(30, 6)
