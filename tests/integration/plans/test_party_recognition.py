"""A plan's parties are recognised; what people correct is learned for the next plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.models import AuditEvent
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.imports import confirm_import, correct_row, discard_import, draft_import
from roadmaps.actions.parties import edit_party
from roadmaps.actions.party_decisions import decide_party, undecide_party
from roadmaps.actions.reimport import apply_difference
from roadmaps.actions.synonyms import forget_synonym, learn_synonym
from roadmaps.models import Party, PartySynonym, SynonymOrigin
from roadmaps.queries.difference_lines import compared
from roadmaps.queries.drafts import review_of
from roadmaps.queries.parties import responsible_of
from tests.integration.plans.conftest import ROWS, plan_document

pytestmark = pytest.mark.django_db

Upload = Callable[..., object]


def plan(*responsible: str, title: str = "") -> bytes:
    rows = [
        (str(n), f"Мероприятие {n}", "Октябрь 2026 года", words, "Справка")
        for n, words in enumerate(responsible, 1)
    ]
    return plan_document(rows, title)


def party(world, name: str, kind: str = "organisation", **fields: object) -> Party:
    return Party.objects.create(municipality=world.office, name=name, kind=kind, **fields)


def doers(roadmap, number: str = "1") -> list[str]:
    activity = roadmap.activities.get(number=number)
    return [link.party.name for link in activity.party_links.order_by("position")]


def line(plan_import, words: str):
    return next(one for one in review_of(plan_import).parties if one.party.words == words)


# Recognition.


def test_a_sure_match_is_taken_and_says_why(world, draft: Upload, today) -> None:
    party(world, "МБУ «Центр развития образования»")
    plan_import = draft(plan("ЦРО"))

    found = line(plan_import, "ЦРО").party
    roadmap = confirm_import(plan_import=plan_import, by=world.coordinator)

    assert (found.decision, found.name) == ("known", "МБУ «Центр развития образования»")
    assert found.reason == "сокращение: ЦРО — Центр развития образования"
    assert doers(roadmap) == ["МБУ «Центр развития образования»"]
    assert Party.objects.filter(municipality=world.office).count() == 1


def test_an_unsure_match_waits_for_a_person(world, draft: Upload, today) -> None:
    known = party(world, "Кузнецова А.В.", "person")
    plan_import = draft(plan("Кузнецова"))

    assert line(plan_import, "Кузнецова").party.decision == "proposed"
    roadmap = confirm_import(plan_import=plan_import, by=world.coordinator)

    assert doers(roadmap) == ["Кузнецова"]
    assert not known.activity_links.exists()


def test_two_spellings_of_one_plan_become_one_party(world, draft: Upload, today) -> None:
    roadmap = confirm_import(plan_import=draft(plan("МБУ «ЦРО», ОО", "ЦРО")), by=world.coordinator)

    assert doers(roadmap, "2") == ["МБУ «ЦРО»"]


def test_parties_of_neighbours_are_nobody_here(world, draft: Upload) -> None:
    Party.objects.create(municipality=world.other_office, name="ЦРО", kind="organisation")

    assert line(draft(plan("ЦРО")), "ЦРО").party.decision == "new"


def test_the_living_plan_reads_abbreviations_as_its_document_explains_them(
    world, draft: Upload, today
) -> None:
    title = "План на 2026–2027 годы. Городские базовые образовательные организации (далее – ГБОО)"
    plan_import = draft(plan("ГБОО", title=title))
    assert plan_import.draft["abbreviations"]["ГБОО"].startswith("Городские базовые")

    roadmap = confirm_import(plan_import=plan_import, by=world.coordinator)

    assert roadmap.abbreviations == plan_import.draft["abbreviations"]
    (link,) = roadmap.activities.get().party_links.all()
    assert link.party.fans_out == "schools"
    assert responsible_of("ГБОО")[0].fans_out is None


# Decisions of the review.


def test_a_decision_holds_for_all_rows_and_for_the_next_plan(world, draft: Upload, today) -> None:
    known = party(world, "Методический кабинет")
    plan_import = draft(plan("Методцентр", "УО, методцентр"))
    decide_party(plan_import=plan_import, by=world.coordinator, words="Методцентр", party=known)

    assert [line(plan_import, "Методцентр").rows, line(plan_import, "УО").rows] == [2, 1]
    roadmap = confirm_import(plan_import=plan_import, by=world.coordinator)
    following = draft(plan("МЕТОДЦЕНТР", title="Другой план на 2027–2028 годы"))

    assert doers(roadmap) == ["Методический кабинет"]
    assert doers(roadmap, "2") == ["УО", "Методический кабинет"]
    found = line(following, "МЕТОДЦЕНТР").party
    assert (found.name, found.reason) == ("Методический кабинет", "так исправили раньше")
    synonym = PartySynonym.objects.get()
    assert (synonym.words, synonym.learned_by) == ("Методцентр", world.coordinator)


def test_somebody_new_stays_new_though_alike(world, draft: Upload, today) -> None:
    party(world, "Центр развития образования")
    plan_import = draft(plan("ЦРО"))
    decide_party(plan_import=plan_import, by=world.coordinator, words="ЦРО", party=None)

    assert line(plan_import, "ЦРО").party.decision == "new"
    roadmap = confirm_import(plan_import=plan_import, by=world.coordinator)
    following = draft(plan("ЦРО", title="Другой план на 2027–2028 годы"))

    assert doers(roadmap) == ["ЦРО"]
    assert line(following, "ЦРО").party.name == "ЦРО"


def test_a_decision_can_be_taken_back(world, draft: Upload) -> None:
    known = party(world, "Методический кабинет")
    plan_import = draft(plan("Методцентр"))
    decide_party(plan_import=plan_import, by=world.coordinator, words="Методцентр", party=known)
    undecide_party(plan_import=plan_import, by=world.coordinator, words="Методцентр")

    assert line(plan_import, "Методцентр").party.decision == "new"
    assert [
        event.changes[0]["after"]
        for event in AuditEvent.objects.filter(action="decide party").order_by("pk")
    ] == ["Методический кабинет", "не решено"]


def test_words_that_no_row_says_any_more_are_not_learned(world, draft: Upload, today) -> None:
    known = party(world, "Методический кабинет")
    plan_import = draft(plan("Методцентр"))
    decide_party(plan_import=plan_import, by=world.coordinator, words="Методцентр", party=known)
    correct_row(row=plan_import.rows.get(), by=world.coordinator, responsible_text="УО")

    confirm_import(plan_import=plan_import, by=world.coordinator)

    assert not PartySynonym.objects.exists()


def test_nothing_is_learned_from_a_draft_that_was_put_aside(world, draft: Upload) -> None:
    known = party(world, "Методический кабинет")
    plan_import = draft(plan("Методцентр"))
    decide_party(plan_import=plan_import, by=world.coordinator, words="Методцентр", party=known)
    discard_import(plan_import=plan_import, by=world.coordinator)

    assert not PartySynonym.objects.exists()
    with pytest.raises(NotPossible):
        decide_party(plan_import=plan_import, by=world.coordinator, words="УО", party=known)


def test_a_neighbours_party_cannot_be_chosen(world, draft: Upload) -> None:
    foreign = Party.objects.create(municipality=world.other_office, name="ЦРО", kind="post")
    plan_import = draft(plan("ЦРО"))

    with pytest.raises(NotPossible):
        decide_party(plan_import=plan_import, by=world.coordinator, words="ЦРО", party=foreign)


@pytest.mark.parametrize("who", ["executor", "head", "curator", "observer", "stranger"])
def test_only_editors_decide(world, draft: Upload, who: str) -> None:
    plan_import = draft(plan("ЦРО"))

    with pytest.raises(Refusal):
        decide_party(plan_import=plan_import, by=getattr(world, who), words="ЦРО", party=None)


# Other names.


def test_a_renamed_party_is_recognised_by_its_old_name(world, draft: Upload, today) -> None:
    known = party(world, "Методический кабинет")
    edit_party(
        party=known, by=world.coordinator, name="МКУ «Опора»", kind="organisation", fans_out="",
        user=None,
    )  # fmt: skip

    found = line(draft(plan("методический кабинет")), "методический кабинет").party

    assert (found.name, found.reason) == ("МКУ «Опора»", "прежнее название")


def test_a_party_renamed_back_keeps_no_name_twice(world) -> None:
    known = party(world, "Методический кабинет")
    for name in ("МКУ «Опора»", "Методический кабинет"):
        edit_party(
            party=known, by=world.coordinator, name=name, kind=known.kind, fans_out="", user=None
        )
    assert [one.words for one in known.synonyms.all()] == ["МКУ «Опора»"]


def test_another_partys_words_are_refused_as_a_name(world) -> None:
    known = party(world, "Методический кабинет")
    other = party(world, "Отдел образования")
    learn_synonym(party=known, words="Методцентр", origin=SynonymOrigin.ADDED, by=world.coordinator)

    with pytest.raises(NotPossible, match="Методический кабинет"):
        edit_party(
            party=other, by=world.coordinator, name="методцентр", kind=other.kind, fans_out="",
            user=None,
        )  # fmt: skip


def test_words_go_over_to_the_party_that_was_named_last(world) -> None:
    first, second = party(world, "Методический кабинет"), party(world, "Отдел образования")
    for one in (first, second):
        learn_synonym(
            party=one, words="Методцентр", origin=SynonymOrigin.ADDED, by=world.coordinator
        )

    assert PartySynonym.objects.get().party == second


def test_the_name_of_a_party_is_no_other_name_of_another(world) -> None:
    known = party(world, "Методический кабинет")
    party(world, "ЦРО")

    with pytest.raises(NotPossible, match="объедините"):
        learn_synonym(party=known, words="цро", origin=SynonymOrigin.ADDED, by=world.coordinator)


def test_an_other_name_is_taken_back(world, draft: Upload) -> None:
    known = party(world, "Методический кабинет")
    synonym = learn_synonym(
        party=known, words="Методцентр", origin=SynonymOrigin.ADDED, by=world.coordinator
    )
    forget_synonym(synonym=synonym, by=world.coordinator)

    assert line(draft(plan("Методцентр")), "Методцентр").party.decision == "new"
    events = AuditEvent.objects.about("roadmaps.party", known.pk)
    assert {event.action for event in events} == {"learn synonym", "forget synonym"}


# Pages.


def test_the_review_says_whom_each_party_becomes(client, world, draft: Upload) -> None:
    party(world, "МБУ «ЦРО»")
    party(world, "Кузнецова А.В.", "person")
    plan_import = draft(plan("ЦРО, Кузнецова, Отдел опеки"))
    client.force_login(world.coordinator)

    page = client.get(f"/roadmaps/import/{plan_import.pk}/").content.decode()

    assert "1\u00a0ответственный похож на того, кто уже в списке" in page
    assert "1 уже в списке, 1\u00a0новый" in page
    assert "отличается только «МБУ»" in page
    assert "похоже на «Кузнецова А.В.»: та же фамилия, инициалы не указаны" in page


def test_one_press_decides_a_proposed_party(client, world, draft: Upload) -> None:
    known = party(world, "Кузнецова А.В.", "person")
    plan_import = draft(plan("Кузнецова"))
    client.force_login(world.coordinator)
    address = f"/roadmaps/import/{plan_import.pk}/parties/"

    answer = client.post(address, {"words": "Кузнецова", "party": known.pk}, follow=True)

    assert answer.redirect_chain == [(f"/roadmaps/import/{plan_import.pk}/#parties", 302)]
    assert "Решено для всех строк плана" in answer.content.decode()
    assert line(plan_import, "Кузнецова").party.name == "Кузнецова А.В."
    client.post(address, {"words": "Кузнецова", "party": "undecided"})
    client.post(address, {"words": "Кузнецова", "name": "кузнецова а. в."})
    assert line(plan_import, "Кузнецова").party.is_decided
    client.post(address, {"words": "Кузнецова", "party": "new"})
    assert line(plan_import, "Кузнецова").party.decision == "new"


def test_a_name_that_is_not_in_the_list_is_refused_in_words(client, world, draft: Upload) -> None:
    plan_import = draft(plan("Кузнецова"))
    client.force_login(world.coordinator)

    answer = client.post(
        f"/roadmaps/import/{plan_import.pk}/parties/",
        {"words": "Кузнецова", "name": "Никто"},
        follow=True,
    )

    assert "нет в списке. Выберите из подсказки." in answer.content.decode()
    assert not plan_import.party_decisions.exists()


def test_a_neighbours_party_is_not_found_by_its_key(client, world, draft: Upload) -> None:
    foreign = Party.objects.create(municipality=world.other_office, name="ЦРО", kind="post")
    plan_import = draft(plan("ЦРО"))
    client.force_login(world.coordinator)

    answer = client.post(
        f"/roadmaps/import/{plan_import.pk}/parties/", {"words": "ЦРО", "party": foreign.pk}
    )

    assert answer.status_code == 404


def test_other_names_are_shown_added_and_taken_back_on_the_partys_page(client, world) -> None:
    known = party(world, "Методический кабинет")
    client.force_login(world.coordinator)
    client.post(f"/roadmaps/parties/{known.pk}/names/", {"words": "Методцентр"})
    page = client.get(f"/roadmaps/parties/{known.pk}/").content.decode()
    assert "Методцентр" in page
    assert "coordinator" in page

    synonym = known.synonyms.get()
    client.post(f"/roadmaps/parties/{known.pk}/names/{synonym.pk}/remove/")

    assert not known.synonyms.exists()


def test_an_other_name_that_is_taken_comes_back_with_its_sentence(client, world) -> None:
    known = party(world, "Методический кабинет")
    party(world, "ЦРО")
    client.force_login(world.coordinator)

    answer = client.post(f"/roadmaps/parties/{known.pk}/names/", {"words": "ЦРО"})

    assert answer.status_code == 422
    assert "объедините их" in answer.content.decode()


def test_the_name_of_somebody_in_the_list_is_not_decided_otherwise(world, draft: Upload) -> None:
    known = party(world, "Методический кабинет")
    party(world, "ЦРО")
    plan_import = draft(plan("ЦРО"))

    with pytest.raises(NotPossible, match="есть в списке"):
        decide_party(plan_import=plan_import, by=world.coordinator, words="цро", party=known)


def test_the_form_of_an_activity_learns_by_one_press_and_keeps_what_was_typed(
    client, world, roadmap, activity
) -> None:
    known = party(world, "Кузнецова А.В.", "person")
    client.force_login(world.coordinator)
    address = f"/roadmaps/{roadmap.pk}/activities/{activity.pk}/edit/"
    read = client.get(f"/roadmaps/responsible/?roadmap={roadmap.pk}&text=Кузнецова")
    assert f'value="{known.pk}:Кузнецова"' in read.content.decode()

    typed = {"title": "Другое название", "responsible_text": "Кузнецова"}
    answer = client.post(address, {**typed, "same_party": f"{known.pk}:Кузнецова"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Другое название" in page
    assert "Кузнецова А.В." in page
    assert "same_party" not in page
    assert known.synonyms.get().words == "Кузнецова"
    activity.refresh_from_db()
    assert activity.title != "Другое название"


def test_parties_cost_the_review_no_more_queries(
    client, world, draft: Upload, count_queries
) -> None:
    plan_import = draft(plan("ЦРО, Кузнецова, УО", "ЦРО"))
    client.force_login(world.coordinator)
    few = count_queries(lambda: client.get(f"/roadmaps/import/{plan_import.pk}/"))
    for number in range(20):
        learn_synonym(
            party=party(world, f"Отдел {number}"), words=f"Сектор {number}",
            origin=SynonymOrigin.ADDED, by=world.coordinator,
        )  # fmt: skip
    assert count_queries(lambda: client.get(f"/roadmaps/import/{plan_import.pk}/")) == few


def test_a_changed_document_takes_its_decisions_along(world, draft: Upload, roadmap) -> None:
    known = party(world, "Методический кабинет")
    rows = (*ROWS[:-1], ("2.1", "Посещение уроков", "По графику", "Методцентр", "Справка"))
    changed = draft_import(
        municipality=world.office, by=world.coordinator, file_name="Изменения.docx",
        content=plan_document(rows), updates=roadmap,
    )  # fmt: skip
    decide_party(plan_import=changed, by=world.coordinator, words="Методцентр", party=known)
    shown = compared(changed, roadmap).difference
    keys = {line.key for line in shown.lines if line.is_ticked}

    apply_difference(plan_import=changed, by=world.coordinator, keys=keys, shown=shown.digests)

    assert doers(roadmap, "2.1") == ["Методический кабинет"]
    assert known.synonyms.get().words == "Методцентр"
