"""Whose work a row is that a school took over from the office's plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmaps.domain.shared_work import OF_ITS_OWN, OfficeRow, Share, sharing

WORDS = {
    "title": "Самодиагностика",
    "deadline_text": "До 1 ноября",
    "deadline_choice": "",
    "deliverable": "Справка",
}
OFFICE = OfficeRow(WORDS, is_carried_out=True, live=2, accepted=0)


def test_row_that_was_never_taken_is_work_of_its_own_and_says_nothing():
    assert sharing(WORDS, {}, OFFICE) == OF_ITS_OWN


def test_row_of_the_same_words_is_shared_while_the_office_asks_it():
    assert sharing(WORDS, WORDS, OFFICE).share is Share.SHARED
    assert sharing(WORDS, WORDS, replace(OFFICE, live=0)).share is Share.NOT_ASKED
    assert sharing(WORDS, WORDS, None).share is Share.NOT_ASKED


def test_spaces_are_no_other_words():
    spaced = {**WORDS, "title": " Самодиагностика\n"}
    assert sharing(spaced, WORDS, OFFICE).is_shared


@pytest.mark.parametrize("name", sorted(WORDS))
def test_other_words_of_the_school_make_the_row_its_own(name):
    found = sharing({**WORDS, name: "Иначе"}, WORDS, OFFICE)
    assert found.share is Share.OWN_WORDS
    assert found.said.startswith("своя редакция (")


def test_words_and_their_reading_are_one_deadline():
    own = {**WORDS, "deadline_text": "До 1 мая", "deadline_choice": "1 мая"}
    assert sharing(own, WORDS, OFFICE).said.startswith("своя редакция (срок):")


def test_office_that_changes_its_row_parts_nothing_but_is_told():
    changed = replace(OFFICE, words={**WORDS, "deadline_text": "До 1 декабря"})
    found = sharing(WORDS, WORDS, changed)
    assert found.is_shared
    assert found.said.endswith("управление с тех пор изменило: срок")


def test_school_that_follows_the_offices_change_stays_shared():
    now = {**WORDS, "deadline_text": "До 1 декабря"}
    found = sharing(now, WORDS, replace(OFFICE, words=now))
    assert found.is_shared
    assert found.said == "выполнение общее"


def test_what_is_accepted_stays_shared_after_the_offices_plan_is_over():
    over = replace(OFFICE, is_carried_out=False)
    assert sharing(WORDS, WORDS, over).share is Share.NOT_ASKED
    assert sharing(WORDS, WORDS, replace(over, accepted=2)).is_shared
