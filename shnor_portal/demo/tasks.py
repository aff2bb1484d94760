"""Fictional results by task and by planned outcome, of those who got the primary scores."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook

from shnor_portal.demo.heads import report_head
from shnor_portal.demo.objectivity import GRADE, REGION_PEOPLE, Distributions, distributions
from shnor_portal.demo.places import DemoMunicipality, DemoSchool
from shnor_portal.demo.results import VPR_SUBJECTS, percentage, saved
from shnor_portal.demo.works import WORKS, DemoTask

_COUNTRY_PEOPLE = 1_612_400
_SAMPLE = 10
"""Of every so many drawn pupils of the region one is followed through the tasks."""

Shares = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """Of so many people, the percentage of the maximum that they got for each task."""

    people: int
    shares: Shares


@dataclass(frozen=True, slots=True)
class DoneWork:
    """One work task by task: the country, the region, the municipality and its schools."""

    short: str
    country: Done
    region: Done
    municipality: Done
    schools: list[tuple[DemoSchool, Done]]

    @property
    def tasks(self) -> tuple[DemoTask, ...]:
        """What the work asked."""
        return WORKS[self.short]


def tasks_workbook(municipality: DemoMunicipality, spring: int, seed: int) -> bytes:
    """ФИС ОКО's «Выполнение заданий» of grade 4 (DOMAIN.md 7.4)."""
    book = Workbook()
    book.remove(book.active)
    for work in done_works(municipality, spring, seed):
        sheet = book.create_sheet(f"{work.short} {GRADE} Выполнение заданий")
        for line in _task_lines(municipality, work, spring):
            sheet.append(line)
    return saved(book)


def outcomes_workbook(municipality: DemoMunicipality, spring: int, seed: int) -> bytes:
    """«Достижение планируемых результатов» of grade 4, a sheet for each school (DOMAIN.md 7.4)."""
    book = Workbook()
    book.remove(book.active)
    for work in done_works(municipality, spring, seed):
        for school, done in work.schools:
            title = f"{work.short} {GRADE} {school.login} Достижение планируемых результатов"
            sheet = book.create_sheet(title[:31])
            for line in _outcome_lines(municipality, work, (school, done), spring):
                sheet.append(line)
    return saved(book)


def done_works(municipality: DemoMunicipality, spring: int, seed: int) -> list[DoneWork]:
    """The tasks of the works whose distributions are known, the same for every workbook."""
    chance = random.Random(f"{seed} {municipality.code} tasks {spring}")  # noqa: S311 (fiction)
    found = distributions(municipality, spring, seed)
    return [_done_work(chance, one) for one in found]


def _done_work(chance: random.Random, found: Distributions) -> DoneWork:
    tasks = WORKS[found.short]
    hard = [task.hardness for task in tasks]
    sample = _pupils(found.region)[::_SAMPLE]
    region = _shares(tasks, _points(chance, sample, tasks, hard), len(sample))
    country = tuple(round(min(max(one + chance.uniform(-3, 2), 0), 100), 2) for one in region)
    sums = [0] * len(tasks)
    schools = []
    for one in found.schools:
        pupils = _pupils(one.counts)
        own = [each * chance.uniform(0.5, 1.8) for each in hard]
        points = _points(chance, pupils, tasks, own)
        schools.append((one.school, Done(len(pupils), _shares(tasks, points, len(pupils)))))
        sums = [total + here for total, here in zip(sums, points, strict=True)]
    people = sum(done.people for _, done in schools)
    return DoneWork(
        found.short,
        Done(_COUNTRY_PEOPLE, country),
        Done(REGION_PEOPLE, region),
        Done(people, _shares(tasks, sums, people)),
        schools,
    )


def _pupils(counts: Sequence[int]) -> list[int]:
    """The score of each pupil."""
    return [score for score, number in enumerate(counts) for _ in range(number)]


def _points(
    chance: random.Random,
    pupils: Sequence[int],
    tasks: Sequence[DemoTask],
    hard: Sequence[float],
) -> list[int]:
    """Points of all pupils by task; those of one pupil add up to the score.

    What a pupil lacks to the maximum is lost at hard tasks rather than at easy ones.
    """
    units = [at for at, task in enumerate(tasks) for _ in range(task.max_score)]
    points = [0] * len(tasks)
    for score in pupils:
        order = sorted(units, key=lambda at: chance.random() ** (1 / hard[at]))
        for at in order[:score]:
            points[at] += 1
    return points


def _shares(tasks: Sequence[DemoTask], points: Sequence[int], people: int) -> Shares:
    return tuple(
        percentage(got, people * task.max_score) for task, got in zip(tasks, points, strict=True)
    )


def _head(report: str, work: DoneWork, spring: int) -> Iterator[tuple[object, ...]]:
    subject = VPR_SUBJECTS[work.short]
    highest = sum(task.max_score for task in work.tasks)
    yield from report_head(report, subject, GRADE, spring, highest=highest)


def _task_lines(
    municipality: DemoMunicipality, work: DoneWork, spring: int
) -> Iterator[tuple[object, ...]]:
    yield from _head("Выполнение заданий", work, spring)
    yield ("Уровень сложности", None, None, *(task.level for task in work.tasks))
    first = ("Группы участников", "Кол-во ОО", "Кол-во участников")
    yield (*first, *(task.number for task in work.tasks))
    yield ("Макс балл", None, None, *(task.max_score for task in work.tasks))
    yield ("Вся выборка", 38_900, work.country.people, *work.country.shares)
    region = work.region
    yield (f"{municipality.region_name}(reg98)", 140, region.people, *region.shares)
    whole, name = work.municipality, f"{municipality.name}({municipality.code})"
    yield (name, len(work.schools), whole.people, *whole.shares)
    for school, done in work.schools:
        yield (f"{school.name}({school.login})", None, done.people, *done.shares)


def _outcome_lines(
    municipality: DemoMunicipality, work: DoneWork, own: tuple[DemoSchool, Done], spring: int
) -> Iterator[tuple[object, ...]]:
    school, done = own
    yield from _head("Достижение планируемых результатов", work, spring)
    yield ()
    yield (
        "Блоки ПООП обучающийся научится / получит возможность научиться", "Макс балл",
        f"{municipality.region_name}(reg98)", f"{municipality.name}({municipality.code})",
        f"{school.name}({school.login})", "РФ",
    )  # fmt: skip
    wholes = (work.region, work.municipality, done, work.country)
    yield ("", "", *(f"{one.people} уч." for one in wholes))
    for at, task in enumerate(work.tasks):
        shares = (one.shares[at] for one in wholes)
        yield (f"{task.number} {task.outcome}", task.max_score, *shares)
