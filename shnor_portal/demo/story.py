"""The demonstration as it happens: every step is an action that people's pages call too."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction

from accounts.models import User
from assessments.actions.classifying import carry_out_run, create_run
from assessments.actions.importing import confirm_import as confirm_results
from assessments.actions.importing import draft_import as draft_results
from assessments.domain.criteria import shipped
from core.values import academic_year
from roadmaps.actions.imports import confirm_import, draft_import
from roadmaps.actions.parties import edit_party
from roadmaps.actions.synonyms import learn_synonym
from roadmaps.models import Roadmap, SynonymOrigin
from roadmaps.queries.parties import OfficeParties
from schools.actions.register import import_register
from schools.domain.roles import Role
from schools.models import ContextValue, Municipality, School
from schools.parsing.register import read_register
from shnor_portal.demo import journals, objectivity, plan, register, results, tasks
from shnor_portal.demo.addressing import address, ask_for_dates
from shnor_portal.demo.calendar import keep_calendar
from shnor_portal.demo.clock import happening_on
from shnor_portal.demo.context import take_context
from shnor_portal.demo.exam_plan import AMENDED_DAYS_AGO, amend, take_exam_plan
from shnor_portal.demo.indicators import measure
from shnor_portal.demo.lists import approve_lists
from shnor_portal.demo.partnerships import found_partnerships
from shnor_portal.demo.people import make_people
from shnor_portal.demo.places import MUNICIPALITY, DemoMunicipality
from shnor_portal.demo.risks import weigh_risks
from shnor_portal.demo.school_plans import write_school_plans
from shnor_portal.demo.work import Workers, live_through

YEARS_OF_RESULTS = 3
YEARS_OF_CONTEXT = 2
CONTEXT_GIVEN, CALCULATED = (10, 20), (9, 8)
"""Month and day: of the context data of a year, and of the list after it."""
CENTRE = "Методический центр"
PLANS_OF_SCHOOLS = (7, 8)
EXECUTORS_PARTIES = ("Методисты", CENTRE)
OTHER_NAMES_OF_CENTRE = ("Методцентр", "ОМЦ")

Say = Callable[[str], None]


def tell(*, today: date, seed: int, say: Say) -> Municipality:
    """The home municipality: schools, people, three years of results, a roadmap half done."""
    say("Школы")
    years = closed_years(today)
    with happening_on(academic_year.bounds(years[0])[0]):
        municipality, schools = take_schools(MUNICIPALITY, years[:-YEARS_OF_CONTEXT])
        staff = make_people(municipality, schools)
    coordinator = staff[Role.COORDINATOR]
    say("Контекстные данные за два учебных года")
    for year in years[-YEARS_OF_CONTEXT:]:
        with happening_on(date(year, *CONTEXT_GIVEN)):
            take_context(MUNICIPALITY, municipality, by=coordinator, years=[year], seed=seed)
    say("Результаты за три учебных года")
    take_results(MUNICIPALITY, municipality, by=coordinator, today=today, seed=seed, in_detail=True)
    approve_lists(municipality, years[1:], by=coordinator, today=today)
    say("Дорожная карта")
    roadmap = _take_plan(municipality, staff, today)
    keep_calendar(roadmap, by=staff[Role.COORDINATOR])
    measure(roadmap, staff[Role.COORDINATOR])
    by_pk = dict(zip((school.pk for school in schools), MUNICIPALITY.schools, strict=True))
    heads = {
        school.pk: User.objects.get(memberships__school=school, memberships__role=Role.SCHOOL_HEAD)
        for school in schools
    }
    workers = Workers(heads, staff[Role.COORDINATOR], staff[Role.ADMINISTRATOR])
    address(roadmap, by=staff[Role.COORDINATOR])
    live_through(roadmap, workers, by_pk, today, seed)
    ask_for_dates(roadmap, workers, today)
    say("Наставничество")
    found_partnerships(schools, heads, staff[Role.COORDINATOR], today)
    weigh_risks(roadmap, schools, by=staff[Role.ADMINISTRATOR])
    say("План, который изменил приказ")
    exams = take_exam_plan(municipality, staff[Role.COORDINATOR], today)
    live_through(exams, workers, by_pk, today - timedelta(days=AMENDED_DAYS_AGO), seed)
    amend(exams, staff[Role.COORDINATOR], today)
    curated = [schools[number - 1] for number in PLANS_OF_SCHOOLS]
    write_school_plans(curated, heads, staff[Role.CURATOR], today)
    return municipality


def take_schools(demo: DemoMunicipality, years: Iterable[int]) -> tuple[Municipality, list[School]]:
    """The municipality with its register and contingents of `years`; schools as in `demo`."""
    import_register(register=read_register(register.register_file(demo)))
    municipality = Municipality.objects.get(code=demo.code)
    municipality.name = demo.name
    municipality.name_genitive = demo.name_genitive
    municipality.office_name = demo.office_name
    municipality.place = demo.place
    municipality.head_post = demo.head_post
    municipality.head_name = demo.head_name
    municipality.save()
    municipality.region.name = demo.region_name
    municipality.region.save(update_fields=["name"])
    by_login = {school.login: school for school in municipality.schools.all()}
    schools = [by_login[school.login] for school in demo.schools]
    ContextValue.objects.bulk_create(
        ContextValue(school=school, academic_year=year, field="pupils", number=fiction.pupils)
        for school, fiction in zip(schools, demo.schools, strict=True)
        for year in years
    )
    return municipality, schools


def take_results(
    demo: DemoMunicipality,
    municipality: Municipality,
    *,
    by: User | None,
    today: date,
    seed: int,
    in_detail: bool = False,
) -> None:
    """ВПР and exams of the last closed years, imported and classified year by year.

    `in_detail` adds what tells more than marks: comparisons with the journal, tasks, outcomes.
    """
    closed = closed_years(today)
    for year in closed:
        is_last = year == closed[-1]
        files = list(_files_of(demo, year, seed, is_last=is_last))
        if is_last and in_detail:
            files += _detailed_files(demo, year, seed)
        for day, file_name, content in sorted(files, key=lambda file: file[0]):
            with happening_on(min(day, today)):
                draft = draft_results(
                    municipality=municipality, content=content, file_name=file_name, by=by
                )
                confirm_results(results_import=draft, by=by, calculate=False)
        with happening_on(min(date(year + 1, *CALCULATED), today)):
            run = create_run(
                municipality=municipality,
                academic_year=year,
                criteria=shipped("federal-30-2"),
                by=by,
            )
            carry_out_run(run.pk)


File = tuple[date, str, bytes]
"""When the office received it, its name and what is in it."""


def _files_of(demo: DemoMunicipality, year: int, seed: int, *, is_last: bool) -> Iterator[File]:
    """What the office receives for a year; resits and signs of bias for the last one only."""
    spring = year + 1
    marks = results.vpr_workbook(demo, spring, seed)
    yield date(spring, 6, 10), f"ВПР {spring} Статистика по отметкам.xlsx", marks
    yield date(spring, 7, 8), f"ГИА {spring}.xlsx", results.exams_table(demo, year, seed)
    if is_last:
        resits = results.resits_table(demo, year, seed)
        yield date(spring, 7, 22), f"ГИА {spring} Пересдачи.xlsx", resits
        name = f"ВПР {spring} Распределение первичных баллов.xlsx"
        yield date(spring, 6, 11), name, objectivity.scores_workbook(demo, spring, seed)
        signs = objectivity.bias_list(demo, spring)
        yield date(spring, 9, 1), f"Список школ с признаками {spring}.xlsx", signs


def _detailed_files(demo: DemoMunicipality, year: int, seed: int) -> Iterator[File]:
    """The further reports of ФИС ОКО about ВПР, of the same participants."""
    spring = year + 1
    day, begin = date(spring, 6, 15), f"ВПР {spring}"
    journals_file = journals.journals_workbook(demo, spring, seed)
    yield day, f"{begin} Сравнение отметок с отметками по журналу.xlsx", journals_file
    yield day, f"{begin} Выполнение заданий.xlsx", tasks.tasks_workbook(demo, spring, seed)
    outcomes = tasks.outcomes_workbook(demo, spring, seed)
    yield day, f"{begin} Достижение планируемых результатов.xlsx", outcomes


@transaction.atomic
def _take_plan(municipality: Municipality, staff: dict[Role, User], today: date) -> Roadmap:
    """The plan of this year and the next (of the last one and this in spring), read from Word."""
    first = today.year if today.month >= 7 else today.year - 1
    draft = draft_import(
        municipality=municipality,
        by=staff[Role.COORDINATOR],
        file_name=plan.FILE_NAME,
        content=plan.plan_document(first, first + 1),
    )
    roadmap = confirm_import(plan_import=draft, by=staff[Role.COORDINATOR])
    give_to_executor(municipality, staff)
    teach_other_names(municipality, staff)
    return roadmap


def teach_other_names(municipality: Municipality, staff: dict[Role, User]) -> None:
    """Say on the page of a party how plans call it besides."""
    party = OfficeParties(municipality).named(CENTRE)
    if party is None:
        raise ValueError(f"the plan names no {CENTRE}")
    for words in OTHER_NAMES_OF_CENTRE:
        learn_synonym(
            party=party, words=words, origin=SynonymOrigin.ADDED, by=staff[Role.COORDINATOR]
        )


def give_to_executor(municipality: Municipality, staff: dict[Role, User]) -> None:
    """Say on the pages of parties who does their work."""
    office = OfficeParties(municipality)
    for name in EXECUTORS_PARTIES:
        party = office.named(name)
        if party is None:
            raise ValueError(f"the plan names no {name}")
        edit_party(
            party=party,
            by=staff[Role.COORDINATOR],
            name=party.name,
            kind=party.kind,
            fans_out=party.fans_out,
            user=staff[Role.EXECUTOR],
        )


def closed_years(today: date) -> range:
    """The last academic years that are over."""
    current = academic_year.of_date(today)
    return range(current - YEARS_OF_RESULTS, current)
