"""Taking a register over: new schools are made, known ones renewed, nothing is made twice."""

from dataclasses import dataclass, field

from django.db import transaction

from accounts.actions.audit import Entry, record, record_many
from accounts.models import User
from core.office.issues import Issue, Severity
from core.values.wording import counted
from schools.domain.requisites import REQUISITE_KEYS, REQUISITES, shown
from schools.joining import schools_joined, schools_left
from schools.models import Municipality, Region, School, SchoolAlias, SchoolKind
from schools.parsing.register import Register, RegisterRow

_COPIED = ("name", "full_name", "kind", "msu_code", "oge_code", "ege_code")
_RENEWED = ["login", "municipality", *_COPIED, "closed_on", *REQUISITE_KEYS]
_BATCH = 500


@dataclass(slots=True)
class ImportOutcome:
    """How many schools were made and renewed, and what to know about the rest."""

    created: int = 0
    updated: int = 0
    issues: list[Issue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a known school that gets another value; words for people."""

    field: str
    before: str
    after: str


@dataclass(slots=True)
class Foresight:
    """What a register would make of the schools."""

    created: list[School] = field(default_factory=list)
    changed: list[tuple[School, list[Change]]] = field(default_factory=list)
    unchanged: int = 0
    issues: list[Issue] = field(default_factory=list)


@transaction.atomic
def import_register(
    *, register: Register, only: str | None = None, by: User | None = None
) -> ImportOutcome:
    """Save the schools of `register`; with `only` (a municipality's code) its schools alone.

    `updated` counts the schools that were known before. Rows of other municipalities, branches
    and successors that cannot be found are issues, never errors.
    """
    work = _Import(only)
    before = {school.pk: _values(school) for school in work.schools.values()}
    work.read(register)
    work.write()
    aliases = work.new_aliases()
    work.write_aliases(aliases)
    work.link()
    work.write_links()
    work.record(by)
    work.record_schools(by, before, aliases)
    schools_joined([*work.joined, *work.reopened], by)
    schools_left(work.closed, by)
    return work.outcome


def foresee_register(*, register: Register, only: str) -> Foresight:
    """What `import_register` would do now in the known municipality `only`; saves nothing."""
    work = _Import(only)
    before = {school.pk: _values(school) for school in work.schools.values()}
    work.read(register)
    aliases = work.new_aliases()
    work.link()
    seen = Foresight(issues=work.outcome.issues)
    for _, school in work.taken.values():
        if school.pk is None:
            seen.created.append(school)
            continue
        changes = _changes_of(school, before[school.pk], aliases)
        if changes:
            seen.changed.append((school, changes))
        else:
            seen.unchanged += 1
    return seen


class _Import:
    """One run over the rows; branches and successors are resolved after all rows are saved."""

    def __init__(self, only: str | None) -> None:
        self.only = only
        self.outcome = ImportOutcome()
        self.municipalities = {each.code: each for each in Municipality.objects.all()}
        self.schools = {each.login: each for each in School.objects.all()}
        by_pk = {school.pk: school for school in self.schools.values()}
        aliases = SchoolAlias.objects.values_list("login", "school_id")
        self.aliases = {login: by_pk[pk] for login, pk in aliases}
        self.taken: dict[str, tuple[RegisterRow, School]] = {}
        self.joined: list[School] = []
        self.closed: list[School] = []
        self.reopened: list[School] = []
        self.renamed: list[Municipality] = []
        for school in self.schools.values():
            school.parent = by_pk.get(school.parent_id or 0)
            school.successor = by_pk.get(school.successor_id or 0)

    def read(self, register: Register) -> None:
        """Fill the schools of all rows, in memory only."""
        self.outcome.issues.extend(register.issues)
        for row in register.rows:
            municipality = self.municipality_of(row)
            if municipality is not None:
                self.take(row, municipality)

    def municipality_of(self, row: RegisterRow) -> Municipality | None:
        """The municipality of a row, made where its code is new; None where the row is left."""
        code = row.municipality_code or self._code_by_name(row.municipality_name)
        if not code and not row.municipality_name:
            code = self.only or ""
        if not code:
            said = (
                f"муниципалитет «{row.municipality_name}» не найден по названию"
                if row.municipality_name
                else "не указан муниципалитет"
            )
            text = f"У школы {row.login} {said}. Укажите его код вида reg22_m019."
            self._complain(row, Severity.ERROR, text, "municipality")
            return None
        if self.only and code != self.only:
            text = f"Школа {row.login} относится к другому муниципалитету. Строка пропущена."
            self._complain(row, Severity.WARNING, text, "municipality")
            return None
        return self._municipality(code, row.municipality_name)

    def take(self, row: RegisterRow, municipality: Municipality) -> None:
        """Fill the row's school, a known or a new one."""
        school = self._known(row)
        if school is not None and self.only and school.municipality_id != municipality.pk:
            text = f"Логин {row.login} принадлежит школе другого муниципалитета. Строка пропущена."
            self._complain(row, Severity.ERROR, text)
            return
        if school is None:
            school = School(kind=SchoolKind.OTHER)
            school.login = row.login
            self.outcome.created += 1
        elif school.login in self.taken:
            text = f"Школа {school.login} уже описана строкой выше. Строка пропущена."
            self._complain(row, Severity.ERROR, text)
            return
        else:
            self.outcome.updated += 1
            self._renew_login(row, school)
        was_closed = school.closed_on is not None
        _fill(school, row, municipality)
        if school.pk is not None and was_closed != (school.closed_on is not None):
            (self.reopened if was_closed else self.closed).append(school)
        self.schools[school.login] = school
        self.taken[school.login] = (row, school)

    def write(self) -> None:
        """All schools in a few statements."""
        schools = [school for _, school in self.taken.values()]
        known = [school for school in schools if school.pk is not None]
        self.joined = [school for school in schools if school.pk is None]
        School.objects.bulk_create(self.joined, batch_size=_BATCH)
        School.objects.bulk_update(known, _RENEWED, batch_size=_BATCH)
        Municipality.objects.bulk_update(self.renamed, ["name"])

    def new_aliases(self) -> list[SchoolAlias]:
        """Earlier logins, except those that mean another school."""
        new: list[SchoolAlias] = []
        for row, school in self.taken.values():
            for login in row.aliases:
                owner = self.schools.get(login) or self.aliases.get(login)
                if owner is None:
                    new.append(SchoolAlias(school=school, login=login))
                    self.aliases[login] = school
                elif owner is not school:
                    text = (
                        f"Логин {login} принадлежит школе «{owner.name}» и не записан как прежний "
                        f"логин школы {row.login}."
                    )
                    self._complain(row, Severity.WARNING, text, "aliases")
        return new

    def write_aliases(self, aliases: list[SchoolAlias]) -> None:
        """After their schools."""
        SchoolAlias.objects.bulk_create(aliases, batch_size=_BATCH)

    def link(self) -> None:
        """Branches to their schools, closed schools to their successors; codes that two share."""
        self._tell_shared_codes()
        names = self._names()
        for row, school in self.taken.values():
            if row.branch_of is not None:
                school.parent = self._referred(row, school, row.branch_of, "branch_of", names)
            if row.successor is not None:
                school.successor = self._referred(row, school, row.successor, "successor", names)

    def write_links(self) -> None:
        """After all schools, which may name one another."""
        schools = [school for _, school in self.taken.values()]
        School.objects.bulk_update(schools, ["parent", "successor"], batch_size=_BATCH)

    def record(self, by: User | None) -> None:
        """One event in the trail for each municipality."""
        numbers: dict[int, int] = {}
        for _, school in self.taken.values():
            numbers[school.municipality_id] = numbers.get(school.municipality_id, 0) + 1
        for municipality in self.municipalities.values():
            number = numbers.get(municipality.pk)
            if number:
                record(
                    by=by,
                    action="import_register",
                    subject=municipality,
                    summary=f"Загружен реестр: {counted(number, 'школа', 'школы', 'школ')}.",
                    municipality_id=municipality.pk,
                )

    def record_schools(
        self, by: User | None, before: dict[int, dict[str, str]], aliases: list[SchoolAlias]
    ) -> None:
        """One event for each school that is new or got other values."""
        added = [_entry(school, "Школа добавлена из реестра", []) for school in self.joined]
        record_many(by=by, action="add school", entries=added)
        changed = [
            (school, _changes_of(school, before[school.pk], aliases))
            for _, school in self.taken.values()
            if school.pk in before
        ]
        summary = "Сведения о школе изменены по реестру"
        record_many(
            by=by,
            action="edit school",
            entries=[_entry(school, summary, found) for school, found in changed if found],
        )

    def _complain(
        self, row: RegisterRow, severity: Severity, text: str, name: str = "login"
    ) -> None:
        self.outcome.issues.append(row.issue(severity, text, name))

    def _code_by_name(self, name: str) -> str:
        wanted = name.casefold()
        found = [each for each in self.municipalities.values() if each.name.casefold() == wanted]
        return found[0].code if len(found) == 1 else ""

    def _municipality(self, code: str, name: str) -> Municipality:
        municipality = self.municipalities.get(code)
        if municipality is None:
            number = code[3:5]
            region, _ = Region.objects.get_or_create(
                code=number, defaults={"name": f"Регион {number}"}
            )
            municipality = Municipality.objects.create(region=region, code=code, name=name or code)
            self.municipalities[code] = municipality
        elif name and municipality.name == code:
            municipality.name = name
            self.renamed.append(municipality)
        return municipality

    def _known(self, row: RegisterRow) -> School | None:
        logins = (row.login, *row.aliases)
        found = (self.schools.get(login) or self.aliases.get(login) for login in logins)
        return next((school for school in found if school is not None), None)

    def _renew_login(self, row: RegisterRow, school: School) -> None:
        """A school known by a login that the row calls earlier gets the row's login."""
        if school.login in row.aliases:
            del self.schools[school.login]
            school.login = row.login

    def _tell_shared_codes(self) -> None:
        """A code of two schools means neither of them in a protocol."""
        owners: dict[tuple[int, str], list[School]] = {}
        for school in self.schools.values():
            for code in {school.oge_code.lstrip("0"), school.ege_code.lstrip("0")} - {""}:
                owners.setdefault((school.municipality_id, code), []).append(school)
        for row, school in self.taken.values():
            told: set[str] = set()
            for name in ("oge_code", "ege_code"):
                code = getattr(school, name)
                others = owners.get((school.municipality_id, code.lstrip("0")), [])
                other = next((one for one in others if one is not school), None)
                if other is not None and code not in told:
                    told.add(code)
                    text = (
                        f"Код {code} есть и у школы «{other.name}»: протоколы с ним портал не "
                        "отнесёт ни к одной. Оставьте код одной из них."
                    )
                    self._complain(row, Severity.WARNING, text, name)

    def _names(self) -> dict[tuple[int, str], School | None]:
        """Schools by municipality and name; None where two share one name."""
        names: dict[tuple[int, str], School | None] = {}
        for school in self.schools.values():
            key = (school.municipality_id, school.name.casefold())
            names[key] = None if key in names else school
        return names

    def _referred(
        self,
        row: RegisterRow,
        school: School,
        words: str,
        name: str,
        names: dict[tuple[int, str], School | None],
    ) -> School | None:
        """The school that `words` (a login or a name) mean within the same municipality."""
        if not words:
            return None
        login = words.casefold()
        found = (
            self.schools.get(login)
            or self.aliases.get(login)
            or names.get((school.municipality_id, login))
        )
        if found is None or found is school or found.municipality_id != school.municipality_id:
            text = (
                f"Школа «{words}» не найдена в муниципалитете, связь с ней не записана. Укажите её "
                "логин."
            )
            self._complain(row, Severity.WARNING, text, name)
            return None
        return found


def _fill(school: School, row: RegisterRow, municipality: Municipality) -> None:
    school.municipality = municipality
    for name in _COPIED:
        value = getattr(row, name)
        if value is not None:
            setattr(school, name, value)
    for name, value in row.requisites.items():
        setattr(school, name, value)
    if row.has_closed_on:
        school.closed_on = row.closed_on


def _values(school: School) -> dict[str, str]:
    """What a register may change, by the field's name for people."""
    return {
        "логин": school.login,
        "название": school.name,
        "полное название": school.full_name,
        "тип": str(SchoolKind(school.kind).label),
        "код МСУ": school.msu_code,
        "код ОГЭ": school.oge_code,
        "код ЕГЭ": school.ege_code,
        "закрыта": f"{school.closed_on:%d.%m.%Y}" if school.closed_on else "",
        "филиал школы": str(school.parent or ""),
        "правопреемник": str(school.successor or ""),
        **requisites_shown(school),
    }


def requisites_shown(school: School) -> dict[str, str]:
    """All requisites in words by their titles, empty ones too."""
    return {one.title: shown(one.key, getattr(school, one.key)) for one in REQUISITES}


def _changes_of(school: School, before: dict[str, str], aliases: list[SchoolAlias]) -> list[Change]:
    """What is other about a known school, earlier logins that are new among it."""
    new = [Change("прежний логин", "", one.login) for one in aliases if one.school is school]
    return _changes(before, _values(school)) + new


def _entry(school: School, summary: str, changes: list[Change]) -> Entry:
    said = {change.field: (change.before, change.after) for change in changes}
    return Entry(school, summary, said, school.municipality_id)


def _changes(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    return [
        Change(name, before[name], after[name]) for name in after if before[name] != after[name]
    ]
