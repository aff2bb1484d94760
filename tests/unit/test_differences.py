"""«Было → стало» in a line: short values whole, of long ones the words that changed."""

from __future__ import annotations

from accounts.domain.differences import LONGEST, ValueLine, value_line

LONG = (
    "Провести с руководителями школ совещание о том, как составлен план повышения качества, "
    "какие сроки в нём стоят и кто за что отвечает"
)


def shown(pieces) -> str:
    """The pieces as one text, changed words in brackets."""
    return "".join(f"[{one.text}]" if one.is_changed else one.text for one in pieces)


def line(before: str, after: str) -> ValueLine:
    return value_line("срок", before, after)


def test_short_values_stand_whole() -> None:
    found = line("май", "июнь")
    assert (found.field, shown(found.before), shown(found.after)) == ("Срок", "[май]", "[июнь]")
    assert not found.is_by_words


def test_what_was_empty_has_no_value_before() -> None:
    assert line("", LONG).before == ()
    assert line(LONG, "").after == ()


def test_of_a_long_text_the_changed_words_are_told() -> None:
    found = line(LONG, LONG.replace("сроки", "даты"))
    assert found.is_by_words
    assert "[сроки]" in shown(found.before)
    assert "[даты]" in shown(found.after)


def test_what_stayed_far_from_the_change_is_left_out() -> None:
    found = shown(line(f"{LONG}. {LONG}", f"{LONG}. {LONG}".replace("школ ", "садов ", 1)).after)
    assert "[садов]" in found
    assert found.startswith("Провести с руководителями ")
    assert found.endswith("…")
    assert len(found) < len(LONG)


def test_words_are_never_cut_in_the_middle() -> None:
    found = shown(line(LONG + " и когда", LONG + " и почему").before)
    beginning, _, rest = found.partition("… ")
    assert not beginning
    assert f" {rest.partition(' ')[0]} " in f" {LONG} "


def test_a_new_text_beyond_all_measure_is_shortened() -> None:
    found = shown(line("", "слово " * 200).after)
    assert len(found) <= LONGEST + len("[]…")
    assert found.endswith("слово …]")
