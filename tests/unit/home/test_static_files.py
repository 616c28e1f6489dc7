"""One style sheet for the browser, made of many for the reader."""

from pathlib import Path

import pytest
from django.conf import settings

from home import static_files
from home.management.commands.prepare import static_fingerprint
from home.static_files import joined

CSS = Path(settings.BASE_DIR) / "home" / "static" / "css"


def test_sheet_holds_every_part_in_its_layer_and_medium(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "letters.css").write_text("/* letters */\na {}\n", "utf-8")
    (tmp_path / "parts" / "note.css").write_text(
        ".note {\n  /* two\n  lines */ margin: 0;\n}\n", "utf-8"
    )
    (tmp_path / "paper.css").write_text("nav {}\n", "utf-8")
    sheet = tmp_path / "site.css"
    sheet.write_text(
        '@layer base, print;\n@import url("letters.css");\n'
        '@import url("parts/note.css") layer(base);\n'
        '@import url("paper.css") layer(print) print;\n',
        "utf-8",
    )

    assert joined(sheet) == (
        "@layer base, print;\na {}\n@layer base {\n.note { margin: 0;\n}\n}\n"
        "@media print {\n@layer print {\nnav {}\n}\n}\n"
    )


def test_part_that_names_a_file_is_refused(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "note.css").write_text('a { background: url("x.svg") }', "utf-8")
    sheet = tmp_path / "site.css"
    sheet.write_text('@import url("parts/note.css") layer(base);', "utf-8")

    with pytest.raises(ValueError, match=r"parts/note\.css"):
        joined(sheet)


def test_nothing_of_ours_is_left_to_import():
    text = joined(CSS / "site.css")

    assert "@import" not in text
    assert text.count("@layer components {") == len(list((CSS / "components").glob("*.css")))


def test_files_are_collected_anew_when_they_are_joined_in_another_way(tmp_path, monkeypatch):
    """Else a browser would go on with the sheet that the earlier way made."""
    other = tmp_path / "static_files.py"
    other.write_text(Path(static_files.__file__).read_text("utf-8") + "# another way\n", "utf-8")
    before, again = static_fingerprint(), static_fingerprint()

    monkeypatch.setattr(static_files, "__file__", str(other))

    assert (before == again, before == static_fingerprint()) == (True, False)
