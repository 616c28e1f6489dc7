"""The parts of the pages: named, shown in the gallery, drawn by tokens in logical directions."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
CSS = ROOT / "home" / "static" / "css"
# What the admin loads stands on Wagtail's own variables.
SHEETS = sorted(
    path for path in CSS.rglob("*.css") if path.name != "admin.css" and path.parent.name != "admin"
)
SCRIPTS = sorted((ROOT / "home" / "static" / "js").glob("*.js"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INCLUDE = re.compile(r"{%\s*(?:include|extends)\s+\"([\w/]+\.html)\"")
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding|inset)-(?:left|right|top|bottom)"
    r"|left|right|top|bottom|width|height|(?:min|max)-(?:width|height))[\w-]*\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)


def rules(path: Path) -> str:
    """The sheet without comments and without conditions, in which widths are allowed."""
    text = COMMENT.sub("", path.read_text("utf-8"))
    return re.sub(r"@(?:media|container|import)[^{;]*", "", text)


def named(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_component_says_first_what_it_takes(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]

    assert re.fullmatch(r"{#\s.{15,}\s#}", first)


def test_gallery_shows_every_component() -> None:
    shown, ways = set(), ["home/gallery.html"]
    while ways:
        name = ways.pop()
        if name not in shown:
            shown.add(name)
            ways += INCLUDE.findall((TEMPLATES / name).read_text("utf-8"))

    assert {f"components/{path.name}" for path in COMPONENTS} - shown == set()


def test_site_imports_every_sheet_once() -> None:
    imported = re.findall(r'@import url\("([\w/.]+)"\)', (CSS / "site.css").read_text("utf-8"))

    assert sorted(imported) == sorted(
        path.relative_to(CSS).as_posix() for path in SHEETS if path.name != "site.css"
    )


def test_classes_in_components_have_a_look() -> None:
    """A class that no sheet knows is a slip of the pen."""
    known = set(re.findall(r"\.([a-z][\w-]*)", "".join(rules(path) for path in SHEETS)))
    used = {
        name
        for path in COMPONENTS
        for value in re.findall(r'class="([^"]*)"', path.read_text("utf-8"))
        for name in re.sub(r"{[{%].*?[}%]}", " ", value).split()
    }

    assert used - known == set()


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_sheet_knows_no_left_and_right(path: Path) -> None:
    assert PHYSICAL.findall(rules(path)) == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_sheet_gives_both_sides_the_same_in_a_shorthand(path: Path) -> None:
    """`margin: 1px 2px 3px 4px` is a left and a right in disguise."""
    shorthands = re.findall(
        r"(?<![\w-])(?:margin|padding|inset|border-width|border-radius)\s*:\s*([^;}]+)", rules(path)
    )
    parts = [re.sub(r"\([^()]*\)", "x", value).split() for value in shorthands]

    assert [value for value in parts if len(value) == 4 and value[1] != value[3]] == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_sheet_needs_no_force(path: Path) -> None:
    text = rules(path)

    assert "!important" not in text
    assert re.findall(r"(?<![\w-])#[a-z][\w-]*[^{};]*{", text) == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_colours_stand_in_the_tokens_only(path: Path) -> None:
    colours = re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", rules(path))

    assert path.name == "tokens.css" or colours == []


def test_tokens_are_defined() -> None:
    text = "".join(rules(path) for path in SHEETS)
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))

    assert set(re.findall(r"var\((--[\w-]+)", text)) - defined == {"--sticky"}


def test_icons_are_in_the_sprite() -> None:
    sprite = (ROOT / "home" / "static" / "icons.svg").read_text("utf-8")
    drawn = set(re.findall(r'id="([\w-]+)"', sprite))
    named_in_templates = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'components/icon.html" with name="([\w-]+)"', path.read_text())
    }

    assert named_in_templates - drawn == set()


def test_pages_carry_no_style_and_no_script_inside() -> None:
    """The Content-Security-Policy of the public pages would block them."""
    inside = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=\"", re.IGNORECASE)
    public = [
        path
        for path in TEMPLATES.rglob("*.html")
        if "admin" not in path.parts and "wagtailadmin" not in path.parts
    ]

    assert named([path for path in public if inside.search(path.read_text("utf-8"))]) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_script_sets_no_style(path: Path) -> None:
    assert re.findall(r"\.style\b|innerHTML\s*\+?=|cssText", path.read_text("utf-8")) == []
