"""Texts and figures of a draft as people leave them."""

from roadmaps.domain.taking import carried_over, is_left_out, items_of, taken

PLACE = {"table": 1, "row": 2, "column": 2}
DRAFT = {
    "goal": "Рост",
    "objectives": ["Первая", "Вторая"],
    "places": {"goal": {"paragraph": 3}, "objectives": [{"paragraph": 5}, None]},
    "passport": [
        {"name": "Срок", "text": "2026 год", "source": PLACE},
        {"name": "Заказчик", "text": "Управление", "source": None},
    ],
    "indicators": [],
    "year_tasks": [],
    "partnerships": [],
    "activities": ["не тронуты"],
}
DECISIONS = {
    "goal": {"0": {"values": {"text": "Рост результатов"}}},
    "objectives": {"0": {"left_out": True}},
    "passport": {"1": {"values": {"text": "Отдел"}}},
}


def test_untouched_draft_is_taken_as_it_is():
    assert taken(DRAFT, {}) == DRAFT


def test_corrected_texts_replace_the_documents_and_left_out_ones_are_gone():
    found = taken(DRAFT, DECISIONS)
    assert (found["goal"], found["objectives"]) == ("Рост результатов", ["Вторая"])
    assert [one["text"] for one in found["passport"]] == ["2026 год", "Отдел"]
    assert found["passport"][0]["source"] == PLACE
    assert found["activities"] == ["не тронуты"]


def test_goal_that_is_left_out_is_empty():
    assert taken(DRAFT, {"goal": {"0": {"left_out": True}}})["goal"] == ""


def test_texts_know_their_places():
    assert items_of(DRAFT, "goal") == [{"text": "Рост", "source": {"paragraph": 3}}]
    assert [one["source"] for one in items_of(DRAFT, "objectives")] == [{"paragraph": 5}, None]
    old = {name: value for name, value in DRAFT.items() if name != "places"}
    assert [one["text"] for one in items_of(old, "objectives")] == ["Первая", "Вторая"]


def test_decisions_follow_their_words_and_else_their_place():
    after = {
        **DRAFT,
        "objectives": ["Новая", "Первая"],
        "places": {},
        "passport": [{"name": "Срок", "text": "2026–2027 годы", "source": PLACE}],
    }
    decisions = {**DECISIONS, "passport": {"0": {"left_out": True}}}
    found, lost = carried_over(DRAFT, after, decisions)
    assert is_left_out(found, "objectives", 1)
    assert is_left_out(found, "passport", 0)
    assert lost == ()


def test_decision_about_a_text_that_is_gone_is_lost_and_said():
    after = {**DRAFT, "passport": []}
    found, lost = carried_over(DRAFT, after, DECISIONS)
    assert "passport" not in found
    assert lost == (("passport", DRAFT["passport"][1]),)
