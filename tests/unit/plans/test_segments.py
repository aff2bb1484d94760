import pytest

from roadmaps.parsing.segments import is_total


@pytest.mark.parametrize(
    "text", ["Итого", "ИТОГО по разделу:", " Всего по программе", "Итог по году"]
)
def test_totals_are_recognised_by_their_first_word(text):
    assert is_total(text)


@pytest.mark.parametrize("text", ["Итоговое совещание", "Всероссийская проверочная работа", ""])
def test_an_activity_that_begins_alike_is_no_total(text):
    assert not is_total(text)
