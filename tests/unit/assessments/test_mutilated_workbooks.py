import random
from dataclasses import replace

import pytest

from assessments.domain.marks import MarkCounts
from assessments.parsing.results_draft import ResultsDraft
from assessments.parsing.workbook_reader import read_results
from bench import fuzz_workbooks as fuzz

SAMPLE = 60


@pytest.fixture(scope="module")
def sounds():
    return fuzz.sound_workbooks()


def test_broken_workbooks_give_sentences_and_no_wrong_numbers(sounds):
    for number in range(SAMPLE):
        chance = random.Random(number)
        one = fuzz.broken(sounds[number % len(sounds)], chance)

        assert fuzz.fault_of(one) == "", f"seed {number}, {one.sound.name}, {one.done}"


def test_every_sound_workbook_is_read_without_errors(sounds):
    for sound in sounds:
        draft = read_results(fuzz.content_of(sound))

        assert draft.rows or draft.facts, sound.name
        assert draft.personal is sound.is_personal


def test_the_second_reading_notices_a_wrong_number(sounds):
    sound = next(one for one in sounds if one.name == "flat")
    draft = read_results(fuzz.content_of(sound))
    first, *others = draft.rows
    draft = ResultsDraft()
    draft.add([replace(first, marks=MarkCounts(2, 1, 3, 4)), *others])
    one = fuzz.Broken(sound, "", b"", sound.sheets)

    assert "DraftRow" in fuzz.wrong_number(one, draft)
