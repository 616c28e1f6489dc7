"""What is documented exists, and what exists is documented."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from cohorts.domain.personal_data.page import page

ROOT = Path(settings.BASE_DIR)
PAGES = sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md"))


def first_column(page: str) -> list[str]:
    """The names in the first column of a page's tables."""
    text = (ROOT / "docs" / "reference" / page).read_text("utf-8")
    return re.findall(r"^\| `([\w-]+)", text, re.MULTILINE)


def recipes() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_commands_are_documented_in_order():
    ours = [
        name for name, app in get_commands().items() if app in ("home", "cohorts", "curriculum")
    ]

    assert first_column("commands.md") == sorted(ours)


def test_settings_from_the_environment_are_documented():
    code = ast.parse((ROOT / "home" / "settings.py").read_text("utf-8"))
    read = {
        str(call.args[0].value)
        for call in ast.walk(code)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and isinstance(call.args[0], ast.Constant)
    }

    assert sorted(first_column("settings.md")) == sorted(read)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_recipes_in_the_documentation_are_real(page):
    mentioned = set(re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE))

    assert mentioned - recipes() == set()


def test_readme_names_the_two_commands():
    commands = re.findall(r"^make (\S+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)

    assert commands == ["run", "test"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_in_the_documentation_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_recipes_all_have_a_line_of_help_and_few_lines():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    blocks = re.findall(r"^([a-z-]+):(.*)\n((?:\t.*\n)+)", makefile, re.MULTILINE)

    silent = [name for name, head, _ in blocks if "##" not in head]
    long = [name for name, _, body in blocks if body.count("\n") > 5]

    assert (silent, long) == (["help", "environment"], [])


def test_the_page_about_personal_data_is_up_to_date():
    written = (ROOT / "docs" / "reference" / "personal-data.md").read_text("utf-8")

    assert written == page(), "run manage.py personal_data"
