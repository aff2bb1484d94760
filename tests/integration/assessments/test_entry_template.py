"""The portal's template: downloaded with the schools in it, filled in, uploaded, recognised."""

import io

import openpyxl
import pytest
from django.urls import reverse

from assessments.actions.importing import confirm_import, draft_import
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Attempt
from assessments.parsing.columns import field_of
from assessments.parsing.entered import EntryFrame
from assessments.parsing.workbook_reader import read_results
from assessments.queries.draft_pieces import issues_of
from assessments.queries.import_plans import walk_of
from assessments.renderers.entry_template import figure_columns

pytestmark = pytest.mark.django_db
ASKED = {"academic_year": "2026", "procedure": "vpr", "subject": "Математика", "grades": "5, 6"}


@pytest.fixture
def download(world, client):
    client.force_login(world.coordinator)

    def get(**asked):
        data = {**ASKED, "municipality": world.office.pk, **asked}
        return client.get(reverse("assessments:template"), data)

    return get


def filled(content, figures, *, first=7):
    """The workbook with the figures of the row of a school, by its login."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=4):
        for at, value in enumerate(figures.get(row[1].value, ())):
            sheet.cell(row[0].row, first + at, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def uploaded(world, content):
    return draft_import(
        municipality=world.office, content=content, file_name="Шаблон.xlsx", by=world.coordinator
    )


def test_the_template_names_the_schools_and_no_figures(download):
    book = openpyxl.load_workbook(io.BytesIO(download().content))

    assert book.sheetnames == ["5 класс", "6 класс"]
    sheet = book.worksheets[0]
    logins = [row[1].value for row in sheet.iter_rows(min_row=4)]
    assert sorted(logins) == ["edu980001", "edu980002", "edu980003"]
    assert all(cell.value is None for row in sheet.iter_rows(min_row=4, min_col=7) for cell in row)
    assert sheet.freeze_panes == "C4"
    assert {rule.type for rule in sheet.data_validations.dataValidation} == {"whole"}


def test_a_filled_template_is_recognised_and_unfilled_schools_say_nothing(world, download):
    content = filled(download().content, {"edu980001": [10, 3, 3, 3, 1]})
    draft = uploaded(world, content)

    assert draft.kind == "шаблон портала"
    assert list(issues_of(draft)) == []
    ((line,),) = walk_of(draft)
    assert (line.school, line.row.marks.as_tuple()) == (world.school, (3, 3, 3, 1))
    assert (line.row.academic_year, line.row.work.grade) == (2026, 5)


def test_a_mistake_in_the_template_is_told_with_its_cell(world, download):
    draft = uploaded(world, filled(download().content, {"edu980001": [10, 3, 3, 3, 9]}))

    (issue,) = issues_of(draft)
    assert issue.severity == "error"
    assert issue.sheet == "5 класс"


def test_scores_of_the_exam_and_distributions_have_columns_of_their_own(world, download):
    exam = download(procedure="ege", subject="Физика", grades="")
    draft = uploaded(world, filled(exam.content, {"edu980001": [10, 61.5, 1, 3, 2]}))
    ((line,),) = walk_of(draft)
    row = line.row
    assert (row.participants, str(row.mean_score)) == (10, "61.5")
    assert (row.below_minimum, row.below_entry_minimum, row.high_scorers) == (1, 3, 2)

    scores = download(max_score="3")
    draft = uploaded(world, filled(scores.content, {"edu980002": [4, 3, 1, 1, 1, 1]}))
    ((line,),) = walk_of(draft)
    assert (line.kind.name, line.row.counts) == ("scores", (1, 1, 1, 1))


def test_the_results_give_back_as_excel_what_the_template_brought_in(world, download, client):
    exam = download(procedure="ege", subject="Русский язык", grades="")
    content = filled(exam.content, {"edu980001": [10, 61.5, 1, 3, 2]})
    (brought,) = read_results(content).rows
    confirm_import(results_import=uploaded(world, content), by=world.coordinator)

    (given,) = read_results(client.get(reverse("assessments:results_workbook")).content).rows
    for name in ("participants", "mean_score", "below_minimum", "below_entry_minimum"):
        assert getattr(given, name) == getattr(brought, name), name


def test_fewer_below_the_university_minimum_than_below_the_least_one_are_a_mistake(world, download):
    exam = download(procedure="ege", subject="Русский язык", grades="")
    draft = uploaded(world, filled(exam.content, {"edu980001": [10, 61.5, 3, 1, 2]}))

    (issue,) = issues_of(draft)
    assert issue.cell.startswith("J")
    assert "ниже балла для вуза" in issue.text


def test_the_template_of_the_100_point_scale_asks_for_all_that_may_be_typed_by_hand():
    work = Work(Procedure.EGE, "Русский язык", 11)
    columns = ("Кол-во участников", *figure_columns(work, None))

    assert tuple(map(field_of, columns)) == EntryFrame(work, 2026, Attempt.FIRST).columns


@pytest.mark.parametrize("grades", ["", "двенадцать", "12", "5, 5", "0"])
def test_grades_that_cannot_be_are_an_error_and_stay_typed(download, grades):
    page = download(grades=grades)

    assert page.status_code == 422
    assert "Напишите классы от 1 до 11" in page.text
    assert f'value="{grades}"' in page.text or not grades


def test_a_grade_without_a_work_has_no_template(download):
    page = download(grades="8, 9")

    assert page.status_code == 422
    assert "ВПР в 9-м классе не проводится" in page.text
    assert 'value="8, 9"' in page.text
