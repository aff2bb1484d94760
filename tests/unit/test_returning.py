"""Reasons of returns speak for themselves; «другое» does not."""

from roadmaps.domain.returning import ReturnReason, returned_words, whole_comment


def test_every_reason_but_other_says_what_to_do():
    for reason in ReturnReason:
        assert bool(whole_comment(reason)) == (reason != ReturnReason.OTHER)


def test_words_of_the_reviewer_come_first():
    assert whole_comment(ReturnReason.NO_SIGNATURE, " ", "Нет даты. ") == "Нет даты."


def test_times_are_counted_in_words():
    counted = [returned_words(times).replace("\u00a0", " ") for times in (0, 1, 2, 5)]
    assert counted == ["", "возвращено 1 раз", "возвращено 2 раза", "возвращено 5 раз"]
