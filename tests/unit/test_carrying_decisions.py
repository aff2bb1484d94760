"""Decisions of people stay with their rows when the document is read anew."""

from roadmaps.domain.carrying import ACCEPTED, DROPPED, UNSEEN, Decided, RowName, carried, matched

READ = {"title": "Разбор итогов", "deadline_text": "май", "responsible_text": ""}


def decided(state=UNSEEN, choice="", **corrections):
    return Decided(READ, {**READ, **corrections}, choice, state)


def name(place, number="", title=""):
    return RowName(place, number, title)


def test_rows_are_the_same_where_their_place_is():
    before = [name(1, "1", "Разбор"), name(2, "2", "Сбор")]
    after = [name(2, "2", "Сбор и разбор"), name(3, "3", "Отчёт"), name(1, "1", "Разбор")]
    assert matched(before, after) == {0: 1, 2: 0}


def test_of_several_rows_in_one_place_the_same_words_are_the_same_row():
    before = [name(4, "4.1", "а"), name(4, "4.2", "б"), name(4, "4.3", "в")]
    after = [name(4, "4.2", "б"), name(4, "4.1", "а"), name(4, "", "г"), name(4, "", "д")]
    assert matched(before, after) == {0: 1, 1: 0, 2: 2}


def test_what_a_person_wrote_outlives_the_new_reading():
    row = carried(decided(title="Разбор года"), {**READ, "responsible_text": "Методист"})
    assert row.standing == {
        "title": "Разбор года",
        "deadline_text": "май",
        "responsible_text": "Методист",
    }


def test_accepted_row_that_only_gains_words_stays_accepted():
    row = carried(decided(ACCEPTED), {**READ, "responsible_text": "Методист"})
    assert (row.state, row.is_again) == (ACCEPTED, False)


def test_accepted_row_with_other_words_is_looked_at_again():
    row = carried(decided(ACCEPTED), {**READ, "deadline_text": "июнь"})
    assert (row.state, row.is_again) == (UNSEEN, True)
    corrected = carried(decided(ACCEPTED, deadline_text="до 5 мая"), {**READ, "deadline_text": ""})
    assert (corrected.state, corrected.standing["deadline_text"]) == (ACCEPTED, "до 5 мая")


def test_dropped_row_stays_dropped():
    assert carried(decided(DROPPED), {**READ, "title": "Другое"}).state == DROPPED


def test_chosen_reading_stays_with_the_words_it_was_chosen_for():
    kept = carried(decided(choice="май 2027"), {**READ, "title": "Другое"})
    assert (kept.choice, kept.is_choice_lost) == ("май 2027", False)
    lost = carried(decided(choice="май 2027"), {**READ, "deadline_text": "июнь"})
    assert (lost.choice, lost.is_choice_lost) == ("", True)


def test_untouched_row_is_known():
    assert not decided().is_touched
    assert decided(ACCEPTED).is_touched
    assert decided(title="Другое").is_touched
