"""The whole difference: what a document says otherwise, beside what people did meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from roadmaps.domain.comparison.comparing import compare
from roadmaps.domain.comparison.values import (
    NUMBER,
    Change,
    FieldChange,
    Pair,
    PlanComparison,
    PlanVersion,
)
from roadmaps.domain.three_way import Side, changed_by
from roadmaps.models import PlanImport, PlanImportRow, Roadmap
from roadmaps.queries.difference import (
    DELETED,
    FACTS,
    NEW,
    ORDER,
    SECTIONS,
    Difference,
    Line,
    Text,
)
from roadmaps.queries.difference_rows import RowLines
from roadmaps.queries.labels import HEADINGS, label_of, words_of
from roadmaps.queries.origins import Origins
from roadmaps.queries.touched import HAS_VALUES, indicators_with_values
from roadmaps.queries.versions import (
    LivingPlan,
    imported_version,
    living_plan,
    without_missing_columns,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """A living plan and a document, compared: the values behind the lines.

    `old` is the living plan without what the document has no column and no list for.
    """

    living: LivingPlan
    rows: Mapping[int, PlanImportRow]
    old: PlanVersion
    new: PlanVersion
    comparison: PlanComparison
    difference: Difference


def compared(plan_import: PlanImport, roadmap: Roadmap) -> Compared:
    """The document laid over the roadmap as it stands; a fixed number of queries."""
    living = living_plan(roadmap)
    rows = {row.pk: row for row in plan_import.rows.kept().order_by("position")}
    new = imported_version(plan_import, rows.values())
    old, columns = without_missing_columns(living.version, new)
    old, lists = _without_missing_lists(old, new)
    old, facts = _without_missing_facts(old, new)
    origins = Origins(living.activities.values())
    comparison = _with_own_numbers(compare(old, new), living, origins)
    earlier = roadmap.imports.exclude(pk=plan_import.pk).order_by("-pk").first()
    of_rows = RowLines(living, rows, comparison, earlier, origins)
    lines = (
        *_facts(comparison, earlier),
        *_sections(comparison),
        *of_rows.lines,
        *_order(comparison),
        *_lists(comparison),
    )
    missing = [f"графа «{label_of('rows', name)}»" for name in columns]
    missing += [label_of(FACTS, name) for name in facts]
    missing += [HEADINGS[name].lower() for name in lists]
    return Compared(
        living, rows, old, new, comparison, Difference(lines, of_rows.same, tuple(missing))
    )


def _with_own_numbers(
    comparison: PlanComparison, living: LivingPlan, origins: Origins
) -> PlanComparison:
    """A number that people changed in the portal stays where the document has the old one."""

    def is_own(pair: Pair) -> bool:
        if pair.old is None or pair.new is None or not pair.is_renumbered:
            return False
        imported = origins.imported(living.activities[pair.old.id], NUMBER)
        words = imported.words if imported else ()
        return changed_by(pair.old.number, pair.new.number, words) is Side.PORTAL

    rows = [replace(one, is_renumbered=False) if is_own(one) else one for one in comparison.rows]
    return replace(comparison, rows=tuple(rows))


def _without_missing_lists(
    living: PlanVersion, document: PlanVersion
) -> tuple[PlanVersion, tuple[str, ...]]:
    """The living version without the lists that the document does not have at all."""
    missing = tuple(
        name for name, items in living.lists.items() if items and not document.lists[name]
    )
    lists = {name: () if name in missing else items for name, items in living.lists.items()}
    return replace(living, lists=lists), missing


def _without_missing_facts(
    living: PlanVersion, document: PlanVersion
) -> tuple[PlanVersion, tuple[str, ...]]:
    """The living version without what the document does not say of the plan as a whole."""
    missing = tuple(
        name for name, text in living.facts.items() if text and not document.facts[name]
    )
    facts = {name: "" if name in missing else text for name, text in living.facts.items()}
    return replace(living, facts=facts), missing


def _facts(comparison: PlanComparison, earlier: PlanImport | None) -> Iterator[Line]:
    for fact in comparison.facts:
        side = changed_by(fact.before, fact.after, _imported_fact(fact.name, earlier))
        is_kept = side is Side.PORTAL
        yield Line(
            key=f"{FACTS}.{fact.name}",
            part=FACTS,
            subject=f"{FACTS}.{fact.name}",
            change=Change.CHANGED,
            label=label_of(FACTS, fact.name),
            before=words_of(fact.name, fact.before),
            after=words_of(fact.name, fact.after),
            is_ticked=not is_kept,
            is_kept=is_kept,
            remark="В документе то же, что в прошлый раз, в портале другое." if is_kept else "",
        )


def _imported_fact(name: str, earlier: PlanImport | None) -> tuple[str, ...]:
    """What the last document gave for it."""
    if earlier is None:
        return ()
    value = earlier.taken["goal"] if name == "goal" else getattr(earlier, name)
    return ("" if value is None else str(value),)


def _sections(comparison: PlanComparison) -> Iterator[Line]:
    needed = _with_new_rows(comparison)
    for pair in comparison.sections:
        if pair.change is Change.ADDED and pair.item.id in needed:
            continue
        yield from _lines_of(SECTIONS, pair)


def _with_new_rows(comparison: PlanComparison) -> set[int | None]:
    """New sections that come anyway, with a row that is added or moved into them."""
    parents = {pair.new.id: pair.new.within for pair in comparison.sections if pair.new}
    needed: set[int | None] = set()
    for pair in comparison.rows:
        place = pair.new.within if pair.new and (pair.old is None or pair.is_elsewhere) else None
        while place is not None and place not in needed:
            needed.add(place)
            place = parents.get(place)
    return needed


def _lists(comparison: PlanComparison) -> Iterator[Line]:
    for name, pairs in comparison.lists.items():
        gone = {pair.old.id for pair in pairs if pair.old and pair.change is Change.DELETED}
        held = indicators_with_values(gone) if name == "indicators" else set()
        for pair in pairs:
            is_held = pair.old is not None and pair.old.id in held
            for line in _lines_of(name, pair):
                yield replace(line, is_ticked=False, refusal=HAS_VALUES) if is_held else line


def _lines_of(part: str, pair: Pair) -> Iterator[Line]:
    """Of a section or a member of a list."""
    subject = f"{part}.{pair.old.id}" if pair.old else f"{part}.{NEW}.{pair.item.id}"
    common = Line("", part, subject, pair.change, pair.item.number, pair.item.title)
    if pair.change is Change.ADDED:
        yield replace(common, key=subject, texts=_texts(part, pair))
    elif pair.change is Change.DELETED:
        yield replace(common, key=f"{subject}.{DELETED}", texts=_texts(part, pair))
    for field in pair.fields:
        yield _field(part, common, field)


def _field(part: str, common: Line, field: FieldChange) -> Line:
    return replace(
        common,
        key=f"{common.subject}.{field.name}",
        change=Change.CHANGED,
        label=label_of(part, field.name),
        before=words_of(field.name, field.before),
        after=words_of(field.name, field.after),
    )


def _texts(part: str, pair: Pair) -> tuple[Text, ...]:
    return tuple(
        Text(label_of(part, name), words_of(name, text))
        for name, text in pair.item.texts.items()
        if text
    )


def _order(comparison: PlanComparison) -> Iterator[Line]:
    """One line for all numbers and places: a row put in between shifts all that follow."""
    parts = (comparison.sections, comparison.rows, *comparison.lists.values())
    moves = [text for pairs in parts for pair in pairs for text in _moves(pair)]
    nested = [
        Text("в другом разделе", pair.item.title)
        for pair in comparison.sections
        if pair.is_elsewhere
    ]
    if moves or nested:
        yield Line(ORDER, ORDER, ORDER, ORDER, texts=(*moves, *nested))


def _moves(pair: Pair) -> Iterator[Text]:
    if pair.is_renumbered and pair.old and pair.new:
        yield Text(f"{pair.old.number or '—'} → {pair.new.number or '—'}", pair.item.title)
    elif pair.is_out_of_order:
        yield Text("другое место", f"{pair.item.number} {pair.item.title}".strip())
