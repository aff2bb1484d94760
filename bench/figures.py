"""The portal's speed in a few figures: `make bench`. Medians of whole runs on this machine.

Everything is made up on the spot in a scratch folder; nothing of an installation is touched.
"""

import itertools
import time

from bench.importing import bench_importing
from bench.measuring import in_scratch_installation, median_seconds, say
from bench.what_if import bench_what_if

SCHOOLS = 12
PHRASES = (
    "Январь, июль ежегодно",
    "до 30 декабря, ежегодно",
    "сентябрь – октябрь",
    "По завершении ВПР",
    "1 раз в четверть",
    "с 01.09 по 31.10.2026",
    "постоянно",
    "II квартал",
    "по графику методического центра",
    "ежеквартально до 10 числа",
)

CELLS = (
    "МБУ «Центр {}», руководители ОО",
    "Муниципальный координатор Куратор ШНОР {} Школьные команды",
    "Соколова В.П., методист отдела {}, директора школ",
    "УО, МКУ «ИМЦ», МБОУ СОШ № {}",
    "учителя русского языка и литературы, математики {} классов",
    "Управление образования {} района, руководители РМО и ШМО",
)


def plan_of_rows(count: int) -> bytes:
    """A plan in Word with `count` activities in one table."""
    import io

    from docx import Document

    document = Document()
    document.add_paragraph("Дорожная карта поддержки школ на 2026–2027 годы")
    table = document.add_table(rows=1, cols=5)
    rows = [("№", "Мероприятие", "Сроки", "Ответственные", "Итоговый документ")]
    for number in range(1, count + 1):
        doer = "Руководители ОО" if number % 5 == 0 else "Методический центр"
        phrase = PHRASES[number % len(PHRASES)]
        rows.append((str(number), f"Мероприятие о работе школ {number}", phrase, doer, "Справка"))
    for index, values in enumerate(rows):
        cells = table.rows[0].cells if index == 0 else table.add_row().cells
        for cell, value in zip(cells, values, strict=True):
            cell.text = value
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def different_phrases(count: int) -> list[str]:
    """Deadlines of the usual shapes, no two alike: days, months and years vary, not a suffix."""
    months = ("января", "марта", "мая", "июня", "августа", "октября", "ноября", "декабря")
    shapes = (
        "до {day} {month} {year} г.", "с {day:02d}.03 по {other}.06.{year}",
        "ежегодно до {day} {month}, далее по плану {year} года", "{day}–{other} {month} {year} г.",
        "ОГЭ, ЕГЭ – до {day} {month}, ВПР – {other} {month} {year} г.",
        "по завершении ВПР, не позднее {day} {month} {year} года", "{day}.{other:02d}.{year}",
        "ежеквартально до {day} числа, начиная с {month} {year}",
        "по графику РМО, {day} {month} и {other} {month} {year}",
        "еженедельно по средам с {day} {month} по {other} {month} {year} г.",
    )  # fmt: skip
    phrases: dict[str, None] = {}
    for number in range(count * 4):
        shape = shapes[number % len(shapes)]
        turn = number // len(shapes)
        day, month, year = turn % 14 + 1, months[turn // 14 % 8], 2026 + turn // 112 % 3
        phrases[shape.format(day=day, other=12 + turn // 336 % 16, month=month, year=year)] = None
    return list(phrases)[:count]


def bench_deadlines() -> None:
    """Reading of 10,000 different phrases in one process; seconds of one core."""
    from roadmaps.domain.deadlines.reading import PlanPeriod, read_deadline

    period = PlanPeriod(2026, 2028)
    phrases = different_phrases(10_000)
    begin = time.process_time()
    for phrase in phrases:
        read_deadline(phrase, period)
    seconds = time.process_time() - begin
    say(f"read_deadline, {len(phrases)} different phrases, one core", f"{seconds:.2f} s")


def bench_parties() -> None:
    """Reading of 5,000 different cells of responsible parties, and matching 60 with 200 known."""
    from roadmaps.domain.party_matching import KnownParty, PlanParties
    from roadmaps.domain.responsible import read_responsible

    cells = [CELLS[i % len(CELLS)].format(i) for i in range(5_000)]
    read_responsible(cells[0])
    begin = time.perf_counter()
    for cell in cells:
        read_responsible(cell)
    say("read_responsible, 5,000 different cells", f"{time.perf_counter() - begin:.2f} s")
    read = [party for cell in cells[:260] for party in read_responsible(cell)]
    known = [KnownParty(i, one.name, one.kind.value) for i, one in enumerate(read[:200], 1)]
    begin = time.perf_counter()
    plan = PlanParties(known)
    for party in read[200:260]:
        plan.resolve(party)
    say("matching of 60 parties with 200 known ones", f"{time.perf_counter() - begin:.2f} s")


def bench_plan() -> None:
    """Reading of a 200-row document."""
    from roadmaps.parsing.plans import read_plan

    content = plan_of_rows(200)
    seconds = median_seconds(lambda: read_plan(content, "plan.docx"), runs=3)
    say("read_plan, .docx of 200 activities", f"{seconds:.2f} s")


def bench_comparison() -> None:
    """Two versions of a plan of 300 rows: half of them reworded, and all of them."""
    from roadmaps.domain.comparison.comparing import compare
    from roadmaps.domain.comparison.values import Item, PlanVersion

    def version(word: str, every: int) -> PlanVersion:
        titles = [
            f"{word if n % every == 0 else 'Проведение'} семинара № {n} для учителей школ округа"
            for n in range(300)
        ]
        return PlanVersion(rows=tuple(Item(n, one, str(n)) for n, one in enumerate(titles)))

    old = version("Проведение", 1)
    for every, words in ((2, "half"), (1, "all")):
        new = version("Организация и проведение", every)
        seconds = median_seconds(lambda: compare(old, new), runs=3)  # noqa: B023
        say(f"comparison of two plans of 300 rows, {words} reworded", f"{seconds:.2f} s")


def bench_review(clerk: object, office: object) -> None:
    """The review of an imported plan of 300 rows, and one decision in it."""
    from django.test import Client

    from roadmaps.actions.imports import discard_import, draft_import

    content = plan_of_rows(300)
    draft = draft_import(municipality=office, by=clerk, file_name="plan.docx", content=content)
    client = Client(HTTP_HOST="localhost")
    client.force_login(clerk)
    path = f"/roadmaps/import/{draft.pk}/"
    size = len(client.get(path).content) // 1024
    milliseconds = 1000 * median_seconds(lambda: client.get(path))
    say("review of an imported plan of 300 rows", f"{milliseconds:.0f} ms, {size} KB")
    row = draft.rows.first()
    turns = itertools.cycle(("accept", "restore"))

    def decide() -> object:
        data = {"decision": next(turns), "shown": "card"}
        url = f"{path}rows/{row.pk}/decision/"
        return client.post(url, data, headers={"HX-Request": "true"})

    size = len(decide().content) // 1024
    say("one decision in it", f"{1000 * median_seconds(decide):.0f} ms, {size} KB")
    discard_import(plan_import=draft, by=clerk)


def bench_pages() -> None:
    """Rendering of a roadmap of 300 activities and of a head's assignments."""
    from django.test import Client

    from accounts.models import User
    from roadmaps.actions.imports import confirm_import, draft_import
    from schools.models import Membership, Municipality, Region, School

    region = Region.objects.create(code="98", name="Озёрный край")
    office = Municipality.objects.create(region=region, code="reg98_m001", name="Приозёрный округ")
    schools = [
        School.objects.create(municipality=office, login=f"edu98{n:04d}", name=f"Школа № {n}")
        for n in range(1, SCHOOLS + 1)
    ]
    clerk = User.objects.create_user("clerk@example.org", full_name="Светлова Ирина Михайловна")
    Membership.objects.create(user=clerk, role="coordinator", municipality=office)
    head = User.objects.create_user("head@example.org", full_name="Лесная Анна Павловна")
    Membership.objects.create(user=head, role="school_head", school=schools[0])
    bench_review(clerk, office)
    begin = time.perf_counter()
    draft = draft_import(
        municipality=office, by=clerk, file_name="plan.docx", content=plan_of_rows(300)
    )
    roadmap = confirm_import(plan_import=draft, by=clerk)
    say("import and confirm 300 activities for 12 schools", f"{time.perf_counter() - begin:.2f} s")
    for person, path in ((clerk, f"/roadmaps/{roadmap.pk}/"), (head, "/assignments/")):
        client = Client(HTTP_HOST="localhost")
        client.force_login(person)
        size = len(client.get(path).content) // 1024
        milliseconds = 1000 * median_seconds(lambda c=client, p=path: c.get(p))
        say(f"GET {path} as {person.email}", f"{milliseconds:.0f} ms, {size} KB")
    bench_editing(clerk, roadmap)
    bench_matrix(clerk, office)


def bench_editing(clerk: object, roadmap: object) -> None:
    """One cell and one moved row in a plan of 300 rows, with all that follows from them."""
    from django.test import Client

    client = Client(HTTP_HOST="localhost", headers={"HX-Request": "true"})
    client.force_login(clerk)
    first, *_, last = roadmap.activities.order_by("position")
    turns = itertools.cycle(("Справка", "Отчёт"))
    seen = [first.deliverable]

    def write() -> object:
        value = next(turns)
        data = {"field": "deliverable", "value": value, "expected": seen[0]}
        answer = client.post(f"/roadmaps/{roadmap.pk}/activities/{first.pk}/cell/", data)
        seen[0] = value
        return answer

    places = itertools.cycle((f"after:{last.pk}", f"before:{first.pk}"))

    def move() -> object:
        row = roadmap.activities.order_by("position")[1].pk
        address = f"/roadmaps/{roadmap.pk}/activities/{row}/move/"
        return client.post(address, {"target": next(places)})

    say("one cell of it", f"{1000 * median_seconds(write):.0f} ms")
    say("one row moved through it", f"{1000 * median_seconds(move):.0f} ms")


def bench_matrix(clerk: object, office: object) -> None:
    """The matrix of 60 schools and 300 activities: a page of its columns, and one cell opened."""
    from datetime import date, timedelta

    from django.test import Client

    from roadmaps.models import Activity, Assignment, Occurrence, Roadmap
    from schools.models import School

    plan = Roadmap.objects.create(
        municipality=office, title="Матрица", first_year=2026, last_year=2027, status="in_force"
    )
    schools = School.objects.bulk_create(
        School(municipality=office, login=f"edu97{n:04d}", name=f"Школа № {n}")
        for n in range(100, 160)
    )
    activities = Activity.objects.bulk_create(
        Activity(roadmap=plan, position=n, number=f"{n}", title=f"Мероприятие {n}")
        for n in range(1, 301)
    )
    dates = Occurrence.objects.bulk_create(
        Occurrence(activity=one, due_on=date(2026, 9, 1) + timedelta(days=one.position))
        for one in activities
    )
    Assignment.objects.bulk_create(
        (Assignment(occurrence=day, school=school) for day in dates for school in schools),
        batch_size=5_000,
    )
    client = Client(HTTP_HOST="localhost")
    client.force_login(clerk)
    path = f"/roadmaps/{plan.pk}/matrix/"
    size = len(client.get(path).content) // 1024
    milliseconds = 1000 * median_seconds(lambda: client.get(path))
    say("matrix of 60 schools and 300 activities, a page", f"{milliseconds:.0f} ms, {size} KB")
    cell = f"{path}cell/{schools[0].pk}/{activities[0].pk}/"
    opened = {"headers": {"HX-Request": "true"}}
    milliseconds = 1000 * median_seconds(lambda: client.get(cell, **opened))
    say("one cell of it opened", f"{milliseconds:.0f} ms")


def main() -> None:
    """Print the figures."""
    in_scratch_installation(
        bench_deadlines, bench_parties, bench_plan, bench_comparison, bench_importing,
        bench_pages, bench_what_if,
    )  # fmt: skip


if __name__ == "__main__":
    main()
