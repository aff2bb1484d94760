"""Photographed sheets: upright, in order, without a place, one document; bad ones are told."""

import io
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from core.office.errors import UnreadableFileError
from core.office.files import FileKind
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions import photos as actions
from roadmaps.actions.assigning import drop_occurrences
from roadmaps.actions.uploads import forget_stale
from roadmaps.models import Assignment, Evidence, PhotoSheet
from roadmaps.renderers.photos import PAGE_SIDE, as_page, pdf_of_pages

pytestmark = pytest.mark.django_db

ORIENTATION, PLACE, UPSIDE_DOWN_LEFT = 0x0112, 0x8825, 6


def photo(size=(400, 300), kind="JPEG", *, exif=None, colour="white", mode="RGB"):
    stream = io.BytesIO()
    more = {"exif": exif} if exif else {}
    Image.new(mode, size, colour).save(stream, kind, **more)
    return stream.getvalue()


def pages_of(evidence):
    with evidence.file.open() as file:
        content = file.read()
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.render(scale=0.2).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


@pytest.fixture
def add(world, now):
    def call(assignment, content=None, by=world.head):
        return actions.add_sheet(assignment=assignment, content=content or photo(), by=by, at=now)

    return call


@pytest.fixture
def bind(world, now):
    def call(assignment, name="Протокол", by=world.head):
        return actions.bind_sheets(assignment=assignment, file_name=name, by=by, at=now)

    return call


def test_picture_stands_upright_and_tells_no_place():
    exif = Image.Exif()
    exif[ORIENTATION] = UPSIDE_DOWN_LEFT
    exif.get_ifd(PLACE)[1] = "N"
    page = as_page(photo(exif=exif), FileKind.JPG)
    with Image.open(io.BytesIO(page)) as upright:
        assert upright.size == (300, 400)
        assert not dict(upright.getexif())
    assert b"Exif" not in page


def test_large_picture_becomes_sensible_and_transparent_one_paper():
    with Image.open(io.BytesIO(as_page(photo((5000, 2500)), FileKind.JPG))) as page:
        assert page.size == (PAGE_SIDE, PAGE_SIDE // 2)
    clear = photo(kind="PNG", mode="RGBA", colour=(0, 0, 0, 0))
    with Image.open(io.BytesIO(as_page(clear, FileKind.PNG))) as page:
        assert page.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK"])
def test_pictures_of_every_colour_are_taken(mode):
    kind = "JPEG" if mode in ("L", "CMYK") else "PNG"
    content = photo(kind=kind, mode=mode, colour=0)
    assert as_page(content, FileKind.JPG if kind == "JPEG" else FileKind.PNG)


def test_enormous_picture_is_refused_before_it_is_unpacked():
    with pytest.raises(UnreadableFileError, match="слишком много точек"):
        as_page(photo((8000, 6000), "PNG", mode="1", colour=1), FileKind.PNG)


def test_too_many_points_for_one_document_are_told():
    noise = Image.effect_noise((600, 600), 90).convert("RGB")
    stream = io.BytesIO()
    noise.save(stream, "JPEG", quality=95)
    with pytest.raises(UnreadableFileError, match="на части"):
        pdf_of_pages([(stream.getvalue(), 0)] * 3, max_bytes=50_000)


def test_sheets_become_one_document_in_their_order(make_assignment, add, bind):
    assignment = make_assignment()
    red, _, blue = (add(assignment, photo(colour=one)) for one in ("red", "lime", "blue"))
    actions.move_sheet(sheet=blue, step=-1)
    actions.turn_sheet(sheet=PhotoSheet.objects.get(pk=red.pk))
    evidence = bind(assignment)
    assert (evidence.file_name, evidence.content_type) == ("Протокол.pdf", "application/pdf")
    pages = pages_of(evidence)
    colours = [max(range(3), key=page.getpixel((9, 9)).__getitem__) for page in pages]
    assert colours == [0, 2, 1]
    assert [page.width > page.height for page in pages] == [False, True, True]
    assert Assignment.objects.get().status == "in_progress"


def test_bound_sheets_leave_no_files(
    make_assignment, add, bind, settings, django_capture_on_commit_callbacks
):
    assignment = make_assignment()
    add(assignment)
    with django_capture_on_commit_callbacks(execute=True):
        evidence = bind(assignment)
    assert not PhotoSheet.objects.exists()
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert [path.name for path in files] == [Path(evidence.file.name).name]
    with pytest.raises(NotPossible, match="пока нет"):
        bind(assignment)


def test_document_without_a_name_is_called_by_its_day(make_assignment, add, bind):
    assignment = make_assignment()
    add(assignment)
    assert bind(assignment, "  ").file_name == "Снимки 22.10.2026.pdf"


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%%EOF", b"<svg/>", photo()[:100], b"\xff\xd8\xff"])
def test_what_is_no_picture_is_refused(make_assignment, add, content):
    with pytest.raises(UnreadableFileError):
        add(make_assignment(), content)
    assert not PhotoSheet.objects.exists()


def test_sheets_are_everybodys_own(make_assignment, add, bind, world):
    assignment = make_assignment()
    with pytest.raises(Refusal):
        add(assignment, by=world.coordinator)
    add(assignment)
    assert not PhotoSheet.objects.visible_to(world.coordinator).exists()


def test_forgotten_sheets_go_with_their_files(make_assignment, add, now, settings):
    add(make_assignment())
    assert forget_stale(now=now + timedelta(days=13)) == (0, 0)
    assert forget_stale(now=now + timedelta(days=15)) == (0, 1)
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_several_pictures_of_the_form_become_one_document(make_assignment, as_person):
    assignment = make_assignment()
    files = [
        SimpleUploadedFile("1.jpg", photo()),
        SimpleUploadedFile("2.png", photo(kind="PNG")),
        SimpleUploadedFile("3.jpg", photo()[:200]),
        SimpleUploadedFile("Приказ.pdf", b"%PDF-1.7\n%%EOF\n"),
    ]
    answer = as_person("head").post(
        reverse("roadmaps:assignment", args=[assignment.pk]),
        {"note": "Сделано", "documents": files, "save": "1"},
    )
    assert answer.status_code == 422
    assert "«3.jpg» не приложен. Снимок повреждён" in answer.content.decode()
    order, pictures = Evidence.objects.order_by("pk")
    assert order.file_name == "Приказ.pdf"
    assert len(pages_of(pictures)) == 2
    assert pictures.kind == "photo"
    assert Assignment.objects.get().note == "Сделано"


def test_page_of_sheets_adds_turns_moves_drops_and_binds(make_assignment, as_person):
    assignment, head = make_assignment(), as_person("head")
    page = reverse("roadmaps:sheets", args=[assignment.pk])
    files = [SimpleUploadedFile(f"{n}.jpg", photo()) for n in (1, 2)]
    bad = SimpleUploadedFile("План.pdf", b"%PDF-1.7\n%%EOF\n")
    answer = head.post(page, {"pictures": [*files, bad]})
    assert answer.status_code == 422
    assert "«План.pdf» не приложен. Это не снимок" in answer.content.decode()
    first, second = PhotoSheet.objects.all()
    for change in ("down", "turn", "drop"):
        head.post(reverse("roadmaps:sheet", args=[first.pk]), {"change": change})
    assert list(PhotoSheet.objects.all()) == [second]
    picture = head.get(reverse("roadmaps:sheet", args=[second.pk]))
    assert picture["Content-Type"] == "image/jpeg"
    bound = reverse("roadmaps:sheets_bind", args=[assignment.pk])
    text = head.post(bound, {"name": "Акт"}, follow=True).content.decode()
    assert "Приложен документ «Акт.pdf»." in text
    assert head.post(bound, {"name": "Акт"}).status_code == 422


@pytest.mark.parametrize("name", ["other_head", "coordinator", "stranger", "nobody"])
def test_sheet_of_another_person_is_not_there(make_assignment, add, as_person, name):
    sheet = add(make_assignment())
    address = reverse("roadmaps:sheet", args=[sheet.pk])
    assert as_person(name).get(address).status_code == 404
    assert as_person(name).post(address, {"change": "drop"}).status_code == 404


def test_twenty_large_photos_cost_little_memory(tmp_path):
    # The peak is that of the program's own memory: `ru_maxrss` would begin with its parent's.
    noise = Image.effect_noise((1000, 750), 60).convert("RGB").resize((6000, 4500))
    noise.save(tmp_path / "photo.jpg", quality=96)
    del noise
    assert (tmp_path / "photo.jpg").stat().st_size > 8 * 1024 * 1024
    program = (
        "import re, sys\n"
        "from pathlib import Path\n"
        "from core.office.files import FileKind\n"
        "from roadmaps.renderers.photos import as_page, pdf_of_pages\n"
        "path = Path(sys.argv[1])\n"
        "pages = [(as_page(path.read_bytes(), FileKind.JPG), 1) for _ in range(20)]\n"
        "pdf = pdf_of_pages(pages, max_bytes=20 * 1024 * 1024)\n"
        "assert pdf.startswith(b'%PDF')\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())\n"
        "print(int(peak[1]) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "photo.jpg")],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert int(done.stdout) < 500


def test_work_with_sheets_does_not_disappear_when_its_date_goes(make_assignment, add):
    assignment = make_assignment()
    sheet = add(assignment)
    assert drop_occurrences(occurrence_ids=[assignment.occurrence_id])
    assert PhotoSheet.objects.get() == sheet
    assert sheet.file.storage.exists(sheet.file.name)
