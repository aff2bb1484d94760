"""Whom the words of a group mean, and which schools that is by the list."""

import pytest

from roadmaps.domain.audience import Addressees, Audience, read_audience

CATEGORIES = {1: "low_results", 2: "at_risk", 3: "none", 4: "low_results"}


@pytest.mark.parametrize(
    ("words", "audience", "reason"),
    [
        ("Руководители ШНОР", Audience.LISTED, "в плане сказано «ШНОР»"),
        ("директора ШНРО", Audience.LISTED, "в плане сказано «ШНРО»"),
        ("ОО-участники проекта 500+", Audience.LISTED, "в плане сказано «500+»"),
        ("Школы-участницы проекта «500 +»", Audience.LISTED, "в плане сказано «500 +»"),
        (
            "Руководители школ с низкими образовательными результатами",
            Audience.LISTED,
            "в плане сказано «низкими образовательными результатами»",
        ),
        (
            "ОО, показавшие низкие результаты обучения",
            Audience.LISTED,
            "в плане сказано «низкие результаты»",
        ),
        ("Школы с НОР", Audience.LISTED, "в плане сказано «НОР»"),
        ("Школы зоны риска", Audience.AT_RISK, "в плане сказано «зоны риска»"),
        ("ОО группы риска", Audience.AT_RISK, "в плане сказано «группы риска»"),
        (
            "ШНОР и школы зоны риска",
            Audience.LISTED_AND_AT_RISK,
            "в плане сказано «ШНОР» и «зоны риска»",
        ),
        ("Руководители ОО", Audience.ALL, "в плане не сказано, какие именно школы"),
        ("Педагоги обучающихся группы риска", Audience.ALL, None),
        ("учителя детей с нормой", Audience.ALL, None),
    ],
)
def test_words_say_which_schools_are_meant(words, audience, reason) -> None:
    reading = read_audience(words)
    assert reading.audience is audience
    if reason:
        assert reading.reason == reason


@pytest.mark.parametrize(
    ("audience", "meant"),
    [
        (Audience.ALL, {1, 2, 3, 5}),
        (Audience.LISTED, {1}),
        (Audience.AT_RISK, {2}),
        (Audience.LISTED_AND_AT_RISK, {1, 2}),
        (Audience.CHOSEN, {3}),
    ],
)
def test_only_working_schools_are_meant(audience, meant) -> None:
    """School 4 is in the list and closed, school 5 is unknown to the list; 9 works elsewhere."""
    chosen = frozenset({3, 9})
    assert Addressees(audience, chosen).of({1, 2, 3, 5}, CATEGORIES) == meant
