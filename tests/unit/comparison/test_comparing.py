"""What an office changes in its plan, and what the comparison says of it."""

from __future__ import annotations

import pytest

from roadmaps.domain.comparison.applying import Choice, Taken, apply
from roadmaps.domain.comparison.comparing import compare
from roadmaps.domain.comparison.values import Change, Item, PlanComparison, PlanVersion
from tests.unit.comparison.versions import plan, row

DIAGNOSTICS = Item(1, "Диагностика", "1")
HELP = Item(2, "Методическая помощь", "2")
BOTH = (DIAGNOSTICS, HELP)


def changes(comparison: PlanComparison) -> list[tuple[str, str]]:
    """What became of each row that is not the same, in order."""
    return [
        (pair.change.value, pair.item.title)
        for pair in comparison.rows
        if pair.change is not Change.SAME
    ]


def test_row_put_in_between_shifts_numbers_and_changes_nothing_else() -> None:
    old = plan(row(1, "Самодиагностика", "1"), row(2, "Анализ уроков", "2"))
    new = plan(
        row(1, "Самодиагностика", "1"), row(2, "Опрос родителей", "2"), row(3, "Анализ уроков", "3")
    )
    comparison = compare(old, new)
    assert changes(comparison) == [("added", "Опрос родителей")]
    assert [pair.is_renumbered for pair in comparison.rows] == [False, False, True]
    assert not any(pair.is_out_of_order for pair in comparison.rows)


def test_reworded_row_is_the_same_row() -> None:
    old = plan(row(1, "Проведение семинара для учителей", "1"), row(2, "Сбор отчётов", "2"))
    new = plan(
        row(1, "Провести семинар-практикум для учителей математики", "1"),
        row(2, "Сбор отчётов", "2"),
    )
    [pair] = [pair for pair in compare(old, new).rows if pair.fields]
    assert [(one.name, one.before) for one in pair.fields] == [("title", old.rows[0].title)]


def test_row_of_another_matter_in_the_same_place_is_another_row() -> None:
    same = {"deadline_text": "Май", "responsible_text": "Методист"}
    old = plan(row(1, "Смотр кабинетов", "1", **same), row(2, "Совет", "2"))
    new = plan(row(1, "Олимпиада по физике", "1", **same), row(2, "Совет", "2"))
    assert sorted(changes(compare(old, new))) == [
        ("added", "Олимпиада по физике"),
        ("deleted", "Смотр кабинетов"),
    ]


def test_what_only_names_the_subject_tells_rows_of_one_pattern_apart() -> None:
    subjects = ("математике", "русскому языку", "физике", "химии", "истории")
    pattern = "Мониторинг качества подготовки обучающихся по {}"
    old = plan(*(row(n, pattern.format(one), f"{n}") for n, one in enumerate(subjects)))
    kept = [one for one in subjects if one != "физике"]
    new = plan(*(row(n, pattern.format(one), f"{n}") for n, one in enumerate([*kept, "биологии"])))
    pairs = {p.old.title: p.new.title for p in compare(old, new).rows if p.old and p.new}
    assert all(pairs[pattern.format(one)] == pattern.format(one) for one in kept)


def test_rows_of_one_title_are_told_apart_by_their_sections_and_deadlines() -> None:
    old = plan(
        row(1, "Анализ результатов", "1.1", 1, deadline_text="Октябрь"),
        row(2, "Анализ результатов", "2.1", 2, deadline_text="Май"),
        sections=BOTH,
    )
    new = plan(
        row(5, "Опрос", "1.1", 1),
        row(6, "Анализ результатов", "1.2", 1, deadline_text="Октябрь"),
        row(7, "Анализ результатов", "2.1", 2, deadline_text="Июнь"),
        sections=BOTH,
    )
    comparison = compare(old, new)
    assert {(p.old.id, p.new.id) for p in comparison.rows if p.old and p.new} == {(1, 6), (2, 7)}
    assert changes(comparison) == [("added", "Опрос"), ("changed", "Анализ результатов")]


def test_one_of_equal_rows_that_goes_is_the_one_that_is_missing_among_its_neighbours() -> None:
    words = ("Совет", "Начало", "Совет", "Середина", "Совет", "Конец")
    old = plan(*(row(n, title) for n, title in enumerate(words)))
    new = plan(*(row(n, title) for n, title in enumerate(words) if n != 2))
    [gone] = [pair for pair in compare(old, new).rows if pair.change is Change.DELETED]
    assert gone.item.id == 2


def test_row_that_goes_to_another_section_is_changed_and_says_so() -> None:
    old = plan(row(1, "Опрос", "1.1", 1), row(2, "Семинар", "2.1", 2), sections=BOTH)
    new = plan(row(1, "Семинар", "2.1", 2), row(2, "Опрос", "2.2", 2), sections=BOTH)
    [moved] = [pair for pair in compare(old, new).rows if pair.is_elsewhere]
    assert (moved.item.title, moved.change, moved.fields) == ("Опрос", Change.CHANGED, ())


def test_rows_that_change_places_are_out_of_order_and_as_few_as_can_be() -> None:
    names = ("Первое", "Второе", "Третье", "Четвёртое")
    old = plan(*(row(n, name) for n, name in enumerate(names)))
    new = plan(*(row(n, name) for n, name in enumerate((names[3], *names[:3]))))
    out = [pair.item.title for pair in compare(old, new).rows if pair.is_out_of_order]
    assert out == ["Четвёртое"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Справка - отчёт.", "справка – отчет"),
        ("МБУ «ЦРО»,  руководители ОО", 'МБУ "ЦРО", руководители\nОО'),
        ("Апрель -май", "Апрель – май"),
        ("не менее 60 %", "не менее 60%"),
        ("А. П. Лесная", "А.П. Лесная"),
        ("Cоставление планa", "Составление плана"),
        ("–", ""),
        ("№ 5", "№5"),
    ],
)
def test_typography_is_no_change(before: str, after: str) -> None:
    old = plan(row(1, "Совет", deadline_text=before), goal=before)
    new = plan(row(1, "Совет", deadline_text=after), goal=after)
    assert compare(old, new).is_empty


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("до 01.02.2027", "до 02.01.2027"),
        ("1, 5 классы", "1,5 классы"),
        ("Методист ОО", "Методист оо"),
        ("до 60 %", "60 %"),
        ("Справка", ""),
    ],
)
def test_words_and_figures_are_a_change(before: str, after: str) -> None:
    old, new = plan(row(1, "Совет", deliverable=before)), plan(row(1, "Совет", deliverable=after))
    assert changes(compare(old, new)) == [("changed", "Совет")]


def test_renamed_section_with_the_same_rows_is_the_same_section() -> None:
    rows = [row(n, title, within=1) for n, title in enumerate(("Опрос", "Анализ", "Совет"))]
    old = plan(*rows, sections=(DIAGNOSTICS,))
    new = plan(*rows, sections=(Item(1, "Подготовительный этап", "I"),))
    comparison = compare(old, new)
    [section] = comparison.sections
    assert [(one.before, one.after) for one in section.fields] == [
        ("Диагностика", "Подготовительный этап")
    ]
    assert changes(comparison) == []


def test_deleted_row_stands_where_it_stood() -> None:
    old = plan(row(1, "Опрос", within=1), row(2, "Анализ", within=1), row(3, "Совет", within=2))
    new = plan(row(1, "Опрос", within=1), row(3, "Совет", within=2))
    found = compare(
        PlanVersion(sections=BOTH, rows=old.rows), PlanVersion(sections=BOTH, rows=new.rows)
    )
    assert [pair.item.title for pair in found.rows] == ["Опрос", "Анализ", "Совет"]


def test_indicator_says_which_year_has_another_target() -> None:
    name = "Доля школ с низкими результатами"
    old = PlanVersion(lists={"indicators": (row(1, name, **{"2026": "30", "2027": "20"}),)})
    new = PlanVersion(lists={"indicators": (row(1, name, **{"2026": "30", "2027": "15"}),)})
    [pair] = compare(old, new).lists["indicators"]
    assert [(one.name, one.before, one.after) for one in pair.fields] == [("2027", "20", "15")]


def test_order_is_taken_over_or_kept_and_the_rest_finds_its_place_in_it() -> None:
    old = plan(
        *(row(n, one, f"{n}") for n, one in enumerate(("Опрос", "Анализ", "Совет", "Смотр")))
    )
    new = plan(*(row(n, one, f"{n}") for n, one in enumerate(("Смотр", "Опрос", "Отчёт", "Совет"))))
    comparison = compare(old, new)
    added = apply(old, new, comparison, Choice(rows=Taken(added=frozenset({2}))))
    assert [one.title for one in added.rows] == ["Опрос", "Отчёт", "Анализ", "Совет", "Смотр"]
    assert [one.number for one in added.rows] == ["0", "2", "1", "2", "3"]
    ordered = apply(old, new, comparison, Choice(rows=Taken(in_order=True)))
    assert [one.title for one in ordered.rows] == ["Смотр", "Опрос", "Анализ", "Совет"]
    assert [one.number for one in ordered.rows] == ["0", "1", "1", "3"]


def test_section_comes_with_the_row_that_needs_it_and_goes_when_it_is_empty() -> None:
    inner = Item(5, "Наставничество", "2.1", within=2)
    old = plan(row(1, "Опрос", within=1), sections=(DIAGNOSTICS,))
    new = plan(row(1, "Школа наставника", within=5), sections=(HELP, inner))
    comparison = compare(old, new)
    rows = Taken(added=frozenset({1}))
    kept = apply(old, new, comparison, Choice(rows=rows, sections=Taken(deleted=frozenset({1}))))
    assert {one.title for one in kept.sections} == {"Диагностика", *(HELP.title, inner.title)}
    gone = Taken(added=frozenset({1}), deleted=frozenset({1}))
    left = apply(old, new, comparison, Choice(rows=gone, sections=Taken(deleted=frozenset({1}))))
    assert [one.title for one in left.sections] == [HELP.title, inner.title]


def test_plan_of_a_thousand_rows_is_compared_in_a_moment() -> None:
    """Rows of one pattern are the worst case: each is like each other."""
    old = plan(
        *(row(n, f"Проведение семинара для учителей школы {n}", f"{n}") for n in range(1000))
    )
    new = plan(
        *(row(n, f"Проведение семинаров для учителей школы {n}", f"{n}") for n in range(1000))
    )
    comparison = compare(old, new)
    assert all(pair.old.id == pair.new.id for pair in comparison.rows if pair.old and pair.new)
    assert len(comparison.rows) == 1000
