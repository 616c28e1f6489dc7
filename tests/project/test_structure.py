"""The shape of the repository: small files, no leftovers, an early Python told so politely."""

import ast
import importlib
import re
import subprocess
from pathlib import Path

from django.conf import settings
from django.db.migrations.operations import CreateModel
from django.template.utils import get_app_template_dirs
from wagtail.models import get_page_models

ROOT = Path(settings.BASE_DIR)
LONGEST = 450  # lines
CODE = (".py", ".html", ".css", ".js", ".typ")


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_files_stay_small():
    long = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8").count("\n")
        for path in tracked()
        if path.suffix in CODE and "migrations" not in path.parts
    }

    assert {name: lines for name, lines in long.items() if lines > LONGEST} == {}


def test_templates_are_all_used():
    folder = ROOT / "templates"
    ours = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    texts = [
        path.read_text("utf-8") for path in tracked() if path.suffix in (".py", ".html", ".txt")
    ]
    named = {name for text in texts for name in re.findall(r"[\"']([\w/.-]+\.\w+)[\"']", text)}
    composed = [
        re.sub(r"\\{\w+\\}", r"[\\w.]+", re.escape(name))  # f"messages/{kind}.txt"
        for text in texts
        for name in re.findall(r"f\"([\w/.-]+/[\w/.{}-]+)\"", text)
    ]
    pages = {model.template for model in get_page_models()}

    unused = {name for name in ours - named - pages if not replaces_a_foreign_one(name)}

    assert {name for name in unused if not any(re.fullmatch(c, name) for c in composed)} == set()


def replaces_a_foreign_one(name: str) -> bool:
    """A template of a library that we show in our own way; 404.html and the like are Django's."""
    if re.fullmatch(r"\d{3}\.html", name):
        return True
    return any((Path(folder) / name).exists() for folder in get_app_template_dirs("templates"))


def test_first_migration_of_the_house_makes_the_user_alone():
    first = importlib.import_module("home.migrations.0001_user").Migration

    made = [operation.name for operation in first.operations if isinstance(operation, CreateModel)]

    assert made == ["User"]


def test_bootstrap_can_be_read_by_an_old_python():
    ast.parse((ROOT / "home" / "bootstrap.py").read_text("utf-8"), feature_version=(3, 7))


def test_settings_only_assign():
    """No file is made, nothing printed, when the settings are read."""
    code = ast.parse((ROOT / "home" / "settings.py").read_text("utf-8"))
    calls = {
        node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        for node in ast.walk(code)
        if isinstance(node, ast.Call)
    }

    assert calls & {"print", "mkdir", "open", "read_text", "write_text", "touch"} == set()
