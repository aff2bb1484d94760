"""How an activity and a plan stand, in words."""

from datetime import date

from roadmaps.domain.doubts import RowFacts, doubts_about
from roadmaps.domain.naming import party_key
from roadmaps.domain.progress import (
    NO_WORK,
    WorkCounts,
    activity_standing,
    plan_in_words,
    schools_in_words,
)

TODAY = date(2026, 10, 22)


def test_lateness_comes_before_everything_else() -> None:
    work = WorkCounts(total=12, submitted=2, overdue=4, oldest_overdue=date(2026, 10, 15))
    found = activity_standing(work, TODAY)
    assert (found.sign, found.word) == ("overdue", "просрочено на 7\u00a0дней")
    assert found.detail == "4 из 12 поручений"


def test_everything_accepted_says_when() -> None:
    work = WorkCounts(total=2, accepted=2, accepted_on=date(2026, 11, 4))
    assert activity_standing(work, TODAY).word == "принято 04.11.2026"


def test_returned_comes_before_submitted() -> None:
    work = WorkCounts(total=3, submitted=1, returned=1, next_due=date(2026, 10, 30))
    assert activity_standing(work, TODAY).word == "возвращено 1"


def test_near_date_is_counted_in_days_and_far_one_is_ahead() -> None:
    near = WorkCounts(total=1, next_due=date(2026, 10, 30))
    far = WorkCounts(total=1, next_due=date(2027, 5, 30))
    assert activity_standing(near, TODAY).word == "через 8\u00a0дней"
    assert activity_standing(far, TODAY).word == "впереди"


def test_work_without_a_date_waits_for_it() -> None:
    assert activity_standing(WorkCounts(total=1, undated=1), TODAY).word == "ждёт даты"


def test_activity_without_assignments_says_so() -> None:
    assert activity_standing(NO_WORK, TODAY).word == "нет поручений"


def test_schools_are_told_with_their_progress() -> None:
    work = WorkCounts(total=12, accepted=8, submitted=2, schools=12, dates=1)
    assert schools_in_words(work) == "12\u00a0школ: 8 принято, 2 на проверке"


def test_plan_sentence_leaves_out_what_there_is_none_of() -> None:
    accepted = WorkCounts(total=1, accepted=1)
    waiting = WorkCounts(total=1, undated=1)
    words = plan_in_words([accepted, waiting, waiting, NO_WORK])
    assert words == "4\u00a0мероприятия: 1 принято, 2 ждут даты, 1 без поручений"


def test_numbers_of_the_plan_sentence_add_up() -> None:
    ahead = WorkCounts(total=2, accepted=1, next_due=date(2027, 5, 30))
    late = WorkCounts(total=2, overdue=1, oldest_overdue=date(2026, 10, 1))
    in_review = WorkCounts(total=2, accepted=1, submitted=1)
    words = plan_in_words([ahead, ahead, late, in_review, NO_WORK, NO_WORK], by_office=1)
    assert words == (
        "6\u00a0мероприятий: 1 просрочено, 1 на проверке, 2 впереди, 1 выполняет управление, "
        "1 без поручений"
    )


def test_party_names_match_whatever_the_quotes_and_spaces() -> None:
    assert party_key("МБУ  «ЦРО»") == party_key('мбу "ЦРО".')
    assert party_key("Л.Н. Смирнова") == party_key("Л. Н.  Смирнова")
    assert party_key("Руководители ОО") != party_key("Руководитель РМО")


def test_sure_row_raises_no_doubt() -> None:
    assert doubts_about(_facts()) == ()


def test_each_doubt_of_a_row_is_told_once() -> None:
    row = _facts(title="", responsible_text="", issues=("Повтор.", "Повтор."))
    assert doubts_about(row) == (
        "Повтор.",
        "Название мероприятия не найдено.",
        "Ответственные не указаны.",
    )


def test_mechanism_needs_no_deadline() -> None:
    row = _facts(is_activity=False, deadline_text="", responsible_text="", is_specified=False)
    assert doubts_about(row) == ()


def _facts(**changes: object) -> RowFacts:
    from decimal import Decimal

    facts = {
        "is_activity": True,
        "title": "Семинар",
        "deadline_text": "май 2026",
        "responsible_text": "Методист",
        "row_confidence": Decimal("0.9"),
        "is_deadline_sure": True,
        "is_specified": True,
    }
    return RowFacts(**{**facts, **changes})  # type: ignore[arg-type]
