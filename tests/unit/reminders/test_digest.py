"""What belongs into one person's digest, and in which words it is told."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from roadmaps.domain.reminders.choosing import digest_of
from roadmaps.domain.reminders.days import Round
from roadmaps.domain.reminders.values import (
    DateWish,
    Digest,
    Facts,
    Frequency,
    Kind,
    LateSchool,
    News,
    OfficeRules,
    Submission,
    Task,
    Wish,
    terms_of,
)
from roadmaps.domain.reminders.wording import LINES_SHOWN, Addresses, body_of, greeting, subject_of

# Wednesday, 25 November 2026.
TODAY = date(2026, 11, 25)
MIDWEEK = Round(TODAY, date(2026, 11, 24), date(2026, 11, 26), is_weekly=False)
WEEKLY = replace(MIDWEEK, is_weekly=True)
EVERYTHING = frozenset(Kind)
ADDRESSES = Addresses(
    task="https://shnor.example.org/assignments/{id}/",
    late_school="https://shnor.example.org/assignments/all/?school={id}",
    tasks="https://shnor.example.org/assignments/",
    review="https://shnor.example.org/review/",
    date_wishes="https://shnor.example.org/review/dates/",
    settings="https://shnor.example.org/me/letters/",
    stop="https://shnor.example.org/letters/stop/abc/",
)


def task(pk: int, day: date, doer: str = "Школа № 1", title: str = "Анализ уроков") -> Task:
    return Task(pk, doer, title, day)


def digest(facts: Facts, round_: Round = MIDWEEK, kinds: frozenset[Kind] = EVERYTHING):
    return digest_of(facts, kinds=kinds, days_before=(14, 7, 1, 0), round_=round_)


def body(made: Digest | None, **changes: str) -> str:
    assert made is not None
    addresses = replace(ADDRESSES, **changes)
    return body_of(
        made, full_name="Лесная Анна Павловна", office="Управление образования",
        addresses=addresses,
    )  # fmt: skip


YESTERDAY, LONG_AGO, TOMORROW = date(2026, 11, 24), date(2026, 11, 2), date(2026, 11, 26)


WISH = DateWish(
    1, "Школа № 1", "Анализ уроков", datetime(2026, 11, 20, tzinfo=UTC), date(2026, 12, 5),
    date(2026, 11, 30), "Ремонт",
)  # fmt: skip


def test_without_anything_new_no_digest_is_written() -> None:
    assert digest(Facts()) is None
    assert digest(Facts(tasks=(task(1, date(2026, 12, 20)),))) is None
    assert digest(Facts(tasks=(task(1, LONG_AGO),))) is None


def test_what_is_overdue_is_told_at_once_and_then_weekly() -> None:
    assert digest(Facts(tasks=(task(1, YESTERDAY),))) is not None
    old = Facts(tasks=(task(1, LONG_AGO),))
    assert digest(old) is None
    assert digest(old, WEEKLY) is not None


def test_a_digest_that_goes_anyway_names_all_that_is_overdue() -> None:
    made = digest(Facts(tasks=(task(1, LONG_AGO), task(2, TOMORROW))))
    assert made is not None
    assert [one.id for one in made.overdue] == [1]
    assert [one.id for one in made.ahead] == [2]


def test_what_was_returned_stands_once_and_counts_as_overdue() -> None:
    news = News(
        1, "Школа № 1", "Анализ уроков", "возвращено на доработку", "Полевой П. И.",
        "Приложите справку", LONG_AGO, is_return=True,
    )  # fmt: skip
    made = digest(Facts(tasks=(task(1, LONG_AGO),), news=(news,)))
    assert made is not None
    assert made.overdue == ()
    assert subject_of(made) == "Просрочено 1, возвращено 1"
    assert body(made).count("/assignments/1/") == 1
    assert "Полевой П. И.: Приложите справку. Срок 2\u00a0ноября 2026, просрочено на 23" in body(
        made
    )


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (Kind.AHEAD, Facts(tasks=(task(1, TOMORROW),))),
        (Kind.OVERDUE, Facts(tasks=(task(1, YESTERDAY),))),
        (Kind.RETURNED, Facts(news=(News(1, "", "А", "возвращено", "П", is_return=True),))),
        (Kind.DECIDED, Facts(news=(News(1, "", "А", "принято", "П"),))),
        (Kind.REVIEW, Facts(submissions=(Submission(1, "", "А", TODAY, is_new=True),))),
        (Kind.REVIEW, Facts(date_wishes=(replace(WISH, is_new=True),))),
        (Kind.CURATED, Facts(late_schools=(LateSchool(1, "Ш", 1, YESTERDAY, YESTERDAY),))),
    ],
)
def test_each_kind_can_be_refused_alone(kind: Kind, facts: Facts) -> None:
    assert digest(facts, kinds=frozenset({kind})) is not None
    assert digest(facts, kinds=EVERYTHING - {kind}) is None


def test_reviews_are_told_when_something_came_in_and_weekly() -> None:
    old = Facts(submissions=(Submission(1, "Школа № 1", "Анализ", LONG_AGO),))
    new = Submission(2, "Школа № 2", "Анализ", TODAY, is_new=True)
    assert digest(old) is None
    assert digest(old, WEEKLY) is not None
    both = digest(Facts(submissions=(new, *old.submissions)))
    assert both is not None
    assert [one.id for one in both.submissions] == [1, 2]
    assert subject_of(both) == "Ждут проверки 2"


def test_who_answers_is_told_of_requests_for_another_date_at_once_and_weekly() -> None:
    assert digest(Facts(date_wishes=(WISH,))) is None
    assert digest(Facts(date_wishes=(WISH,)), WEEKLY) is not None
    made = digest(Facts(date_wishes=(WISH, replace(WISH, id=2, due_on=None, is_new=True))))
    assert made is not None
    assert subject_of(made) == "Просят другой срок 2"
    text = body(made)
    assert "Просят другой срок: 2" in text
    assert "Просят 5 декабря 2026 вместо 30 ноября 2026: Ремонт." in text.replace("\xa0", " ")
    assert "Просят 5 декабря 2026: Ремонт." in text.replace("\xa0", " ")
    assert "https://shnor.example.org/assignments/1/" in text


def test_the_subject_says_the_most_pressing_first() -> None:
    friday, later = date(2026, 11, 27), date(2026, 12, 9)
    tasks = [task(1, LONG_AGO), task(2, YESTERDAY), task(3, friday), task(4, friday)]
    # A weekly reader hears on Wednesday of the whole week ahead.
    week = Round(TODAY, date(2026, 11, 18), date(2026, 12, 2), is_weekly=True)
    assert subject_of(digest(Facts(tasks=tuple(tasks)), week)) == "Просрочено 2, до пятницы 2"
    assert subject_of(digest(Facts(tasks=(task(1, TOMORROW),)))) == "Срок завтра 1"
    assert subject_of(digest(Facts(tasks=(task(1, TODAY),)))) == "Срок сегодня 1"
    assert subject_of(digest(Facts(tasks=(task(1, later),)))) == "До 09.12 1"


def test_the_letter_of_one_school_does_not_repeat_its_name() -> None:
    text = body(digest(Facts(tasks=(task(1, YESTERDAY), task(2, TODAY)))))
    assert text == (
        "Анна Павловна, здравствуйте.\n\n"
        "Просрочено: 1\n"
        "— Анализ уроков.\n"
        "  Срок 24\u00a0ноября 2026, просрочено на 1\u00a0день.\n"
        "  https://shnor.example.org/assignments/1/\n\n"
        "Срок сегодня: 1\n"
        "— Анализ уроков.\n"
        "  Срок 25\u00a0ноября 2026.\n"
        "  https://shnor.example.org/assignments/2/\n\n"
        "-- \n"
        "Управление образования\n"
        "Портал пишет сам, отвечать на\u00a0письмо не нужно.\n"
        "Все поручения: https://shnor.example.org/assignments/\n"
        "Какие письма получать: https://shnor.example.org/me/letters/\n"
        "Не получать напоминания: https://shnor.example.org/letters/stop/abc/\n"
    )


def test_the_letter_of_several_schools_goes_by_school() -> None:
    tasks = (
        task(1, LONG_AGO, "Школа № 1"),
        task(2, YESTERDAY, "Филиал"),
        task(3, YESTERDAY, "Школа № 1"),
    )
    lines = body(digest(Facts(tasks=tasks))).splitlines()
    assert [line for line in lines if line in ("Школа № 1", "Филиал")] == ["Школа № 1", "Филиал"]
    order = [line for line in lines if "/assignments/" in line and line.startswith("  ")]
    assert [line[-2] for line in order] == ["1", "3", "2"]


def test_a_long_list_is_cut_and_counted() -> None:
    tasks = tuple(task(number, YESTERDAY) for number in range(LINES_SHOWN + 7))
    text = body(digest(Facts(tasks=tasks)))
    assert f"Просрочено: {LINES_SHOWN + 7}" in text
    assert "Ещё 7: https://shnor.example.org/assignments/" in text
    assert text.count("— Анализ уроков") == LINES_SHOWN


def test_who_cannot_refuse_reads_why() -> None:
    text = body(digest(Facts(tasks=(task(1, YESTERDAY),))), stop="")
    assert "Не получать" not in text
    assert "О просроченном управление образования напоминает всегда." in text


def test_a_name_without_patronymic_is_not_guessed_at() -> None:
    assert greeting("Лесная Анна Павловна") == "Анна Павловна, здравствуйте."
    assert greeting("Лесная Анна") == greeting("") == "Здравствуйте."


def test_who_refuses_letters_gets_none_unless_the_office_insists() -> None:
    stopped = Wish(is_stopped=True)
    assert terms_of(stopped, OfficeRules()).kinds == frozenset()
    insisted = terms_of(stopped, OfficeRules(is_overdue_kept=True))
    assert (insisted.frequency, insisted.kinds) == (Frequency.WEEKLY, {Kind.OVERDUE})


def test_the_office_may_insist_on_what_is_overdue_and_leave_curators_out() -> None:
    wish = Wish(kinds=frozenset({Kind.CURATED}))
    rules = OfficeRules(is_overdue_kept=True, copies_curator=False)
    assert terms_of(wish, rules).kinds == {Kind.OVERDUE}
    assert terms_of(wish, OfficeRules()).kinds == {Kind.CURATED}
