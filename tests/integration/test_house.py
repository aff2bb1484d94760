"""Rules of the house that walk everything there is, so that what is new keeps them too."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import django_tables2
import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from accounts.trail import named_actions, subjects
from tests.scene import Scene
from tests.trail_actions import written_actions

ROOT = Path(settings.BASE_DIR)
APPS = ("shnor_portal", "reports", "roadmaps", "assessments", "schools", "accounts", "core")
SOURCES = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))


# Models

# Shown only beside an object that has been asked for with visible_to, never listed by themselves.
SEEN_BESIDE_OTHERS = {
    "accounts.AuditEvent": "the history of one object, by the queries of its page",
    "accounts.User": "names; the owner's tables list them",
    "roadmaps.ActivityParty": "the link between an activity and its parties",
    "roadmaps.CalendarFeed": "a person's own feeds, by the query of their page",
    "roadmaps.ReminderWish": "a person's own wish, on their page of letters",
    "roadmaps.UploadPiece": "parts of one person's upload",
    "roadmaps.AmendmentReason": "why an amendment changes something, beside that change",
    "schools.Region": "the name of a municipality's region",
    "schools.SchoolAlias": "earlier logins of one school",
}


def own_models() -> list[type[Model]]:
    """Models of the portal, without those of libraries."""
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in APPS]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_model_says_who_sees_it(model: type[Model]) -> None:
    is_listed = hasattr(model._default_manager, "visible_to")
    assert is_listed is not (model._meta.label in SEEN_BESIDE_OTHERS)


# The trail


def test_every_action_written_into_the_trail_has_words() -> None:
    """A journal shows no codes: each app names what it writes (`accounts.trail.name_actions`)."""
    sources = [path for path in SOURCES if "actions" in path.relative_to(ROOT).parts]
    written, unclear = written_actions(sources)
    assert unclear == [], "an action that no reader of the source can tell"
    named = set(named_actions())
    whole = {action for action in written if not action.startswith("…")}
    assert whole - named == set(), "name these in the app's words of the trail"
    endings = tuple(action[1:] for action in written - whole)
    assert named - whole == {action for action in named - whole if action.endswith(endings)}


def test_no_two_actions_are_called_the_same() -> None:
    words = list(named_actions().values())
    assert len(words) == len(set(words))


def test_every_model_named_in_the_trail_is_a_model() -> None:
    for label in subjects():
        apps.get_model(label)


# Environment

READ = re.compile(r'read_(?:str|bool|int|list|periods|secret)\(\s*"([A-Z_]+)"')
SECRET = re.compile(r'read_secret\(\s*"([A-Z_]+)"')
OFFERED = re.compile(r"^#?([A-Z][A-Z_]*)=", re.MULTILINE)
COMPOSED = re.compile(r"\$\{([A-Z_]+)")
OF_THE_MAKEFILE = {"HOST", "PORT"}


def test_every_variable_is_in_the_example_and_the_other_way_round() -> None:
    text = (ROOT / "shnor_portal" / "settings.py").read_text(encoding="utf-8")
    read = {*READ.findall(text), *(f"{name}_FILE" for name in SECRET.findall(text))}
    composed = set(COMPOSED.findall((ROOT / "docker-compose.yml").read_text(encoding="utf-8")))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(f"{name} ?=" in makefile for name in OF_THE_MAKEFILE)
    offered = OFFERED.findall((ROOT / ".env.example").read_text(encoding="utf-8"))
    assert set(offered) == read | composed | OF_THE_MAKEFILE
    assert len(offered) == len(set(offered))


# Pure parts

PURE = ["core.values", "core.office"]
PURE += [f"{app}.domain" for app in APPS if (ROOT / app / "domain").is_dir()]
PURE += [f"{app}.parsing" for app in APPS if (ROOT / app / "parsing").is_dir()]
IMPORT_ALL = """
import sys
from importlib import import_module
from pkgutil import walk_packages
for name in sys.argv[1:]:
    package = import_module(name)
    for module in walk_packages(package.__path__, package.__name__ + "."):
        import_module(module.name)
    known = {name.partition(".")[0] for name in sys.modules}
    print(name, *sorted(known & {"django", "celery", "kombu"}))
"""


def test_pure_parts_are_imported_without_django() -> None:
    """One after another in one process: the first line with more than its name tells where."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *PURE],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.splitlines()) == (0, PURE), done.stderr


# Templates


class Broken(HTMLParser):
    """Collects what the Content-Security-Policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            is_address = name in ("src", "href", "action", "poster", "srcset", "data")
            is_elsewhere = bool(re.match(r"\s*([a-z][a-z0-9+.-]*:|//)", value or "", re.I))
            if name == "style" or name.startswith(("on", "hx-on")):
                self.found.append(f"{tag} {name}=")
            elif is_address and is_elsewhere and not (value or "").startswith("mailto:"):
                self.found.append(f"{tag} {name}={value}")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_keeps_to_the_policy(path: Path) -> None:
    """A page that breaks the policy works in no browser; found here, not by a visitor."""
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}", "", path.read_text("utf-8"), flags=re.S)
    # Tags of templates would confuse the parser where they stand between attributes.
    parser = Broken()
    parser.feed(re.sub(r"{%.*?%}", " ", text, flags=re.S))
    assert parser.found == []


def test_styles_and_scripts_of_our_own_load_nothing_from_elsewhere() -> None:
    own = [path for kind in ("*.css", "*.js") for path in (ROOT / "static").rglob(kind)]
    for path in own:
        if "vendor" not in path.parts:
            assert not re.search(r"https?://|url\(\s*['\"]?//", path.read_text("utf-8")), path


def test_every_template_is_used() -> None:
    texts = [_with_folder(path.read_text("utf-8")) for path in (*SOURCES, *TEMPLATES)]
    named = {name for text in texts for name in re.findall(r"[\w/.-]+\.(?:html|txt)", text)}
    own = {str(path.relative_to(ROOT / "templates")) for path in TEMPLATES}
    assert {name for name in own - named if not _replaces_a_librarys(name)} == set()


def _with_folder(text: str) -> str:
    folder = re.search(r'^FOLDER = "(.+)"$', text, re.M)
    return text.replace("{FOLDER}", folder[1]) if folder else text


def _replaces_a_librarys(name: str) -> bool:
    """Whether allauth has a template of this name that ours stands for."""
    return (Path(import_module("allauth").__file__ or "").parent / "templates" / name).is_file()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_compiles(path: Path) -> None:
    try:
        get_template(str(path.relative_to(ROOT / "templates")))
    except TemplateDoesNotExist as missing:
        pytest.fail(str(missing))


# Tables

# Who sees every column of a table, and where.
PAGES = {
    "SchoolTable": ("observer", "school_list"),
    "PersonTable": ("administrator", "people"),
    "ResultTable": ("coordinator", "assessments:results"),
    "AssignmentTable": ("coordinator", "roadmaps:all_assignments"),
    "PartyTable": ("coordinator", "roadmaps:parties"),
    "PartnershipTable": ("coordinator", "partnerships"),
    "LetterTable": ("administrator", "letters"),
    "HandOverTable": ("administrator", "roadmaps:hand_overs"),
    "ReportTable": ("coordinator", "reports:list"),
}


def own_tables() -> dict[str, type[django_tables2.Table]]:
    """Every table of the portal by its name."""
    for app in APPS:
        package = ROOT / app / "tables"
        if package.is_dir():
            for module in iter_modules([str(package)]):
                import_module(f"{app}.tables.{module.name}")
        elif package.with_suffix(".py").is_file():
            import_module(f"{app}.tables")
    tables = django_tables2.Table.__subclasses__()
    return {table.__name__: table for table in tables if table.__module__.split(".")[0] in APPS}


def test_every_table_has_its_page_here() -> None:
    assert set(own_tables()) == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_every_column_orders_both_ways(name: str, scene: Scene) -> None:
    person, route = PAGES[name]
    client = Client()
    client.force_login(scene.world.people[person])
    columns = client.get(reverse(route)).context["table"].columns
    orderable = [column.name for column in columns if column.orderable]
    assert orderable
    for column in orderable:
        for sort, said in ((column, "ascending"), (f"-{column}", "descending")):
            answer = client.get(reverse(route), {"sort": sort})
            assert answer.status_code == 200
            assert f'aria-sort="{said}"' in answer.text, sort
