"""The locked files: nothing but names, versions and hashes, and in step with the wishes."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FILES = ("requirements.txt", "requirements-dev.txt")
PINNED = re.compile(r"^(?P<name>[\w.-]+)(\[[\w,-]+\])?==(?P<version>\S+)( ; .+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def lines(file: str) -> list[str]:
    return Path(settings.BASE_DIR, file).read_text("utf-8").splitlines()


def pins(file: str) -> dict[str, str]:
    found = filter(None, map(PINNED.match, lines(file)))
    return {canonicalize_name(match["name"]): match["version"] for match in found}


def wanted_by_us(file: str) -> set[str]:
    """Packages that stand there because pyproject.toml names them, as uv notes beneath each."""
    names, name = set(), ""
    for line in lines(file):
        if match := PINNED.match(line):
            name = canonicalize_name(match["name"])
        elif line.strip(" #").removeprefix("via ").startswith("kursbuch (pyproject.toml"):
            names.add(name)
    return names


def wishes(file: str) -> list[Requirement]:
    project = tomllib.loads(Path(settings.BASE_DIR, "pyproject.toml").read_text("utf-8"))
    texts = [*project["project"]["dependencies"]]
    if file == "requirements-dev.txt":
        texts += project["dependency-groups"]["dev"]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize("file", FILES)
def test_requirements_name_no_host_and_no_path(file):
    foreign = [
        line
        for line in lines(file)
        if not (PINNED.match(line) or HASH.match(line) or line.lstrip().startswith("#"))
    ]

    assert foreign == []
    assert [line for line in lines(file) if "://" in line or "--find" in line] == []


@pytest.mark.parametrize("file", FILES)
def test_requirements_fulfil_every_wish(file):
    pinned = pins(file)

    unfulfilled = [
        str(wish)
        for wish in wishes(file)
        if not wish.specifier.contains(pinned.get(canonicalize_name(wish.name), "0"))
    ]

    assert unfulfilled == []


@pytest.mark.parametrize("file", FILES)
def test_requirements_hold_no_wish_that_was_given_up(file):
    assert wanted_by_us(file) == {canonicalize_name(wish.name) for wish in wishes(file)}


def test_requirements_are_the_same_for_visitors_and_developers():
    run, dev = pins("requirements.txt"), pins("requirements-dev.txt")

    assert {name: dev.get(name) for name in run} == run


def test_wishes_all_say_why():
    text = Path(settings.BASE_DIR, "pyproject.toml").read_text("utf-8")

    without_reason = [
        line
        for line in re.findall(r'^  "[\w\[\]-]+[<>=].*$', text, re.MULTILINE)
        if not re.search(r'",\s+# \w', line)
    ]

    assert without_reason == []
