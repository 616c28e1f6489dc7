import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from django.conf import settings

from home.management import catalogue

MODEL = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
title = _("title")
seats = ngettext("%(count)s seat", "%(count)s seats", 2)
unit = pgettext("part of a course", "Module")
"""
TEMPLATE = """
{% load i18n %}<h1>{% translate "It's open" %}</h1>
{% include "x.html" with label=_("Close") only %}{{ name|default:_("nobody") }}
{% blocktranslate trimmed count counter=free %}
  {{ counter }} seat is free.
{% plural %}
  {{ counter }} seats are free.
{% endblocktranslate %}
{% translate "May" context "month" %}
"""


@pytest.fixture
def checkout(tmp_path: Path, settings) -> Path:
    """A small project with one model and one template."""
    settings.BASE_DIR = tmp_path
    for folder in ("curriculum", "cohorts/migrations", "home", "templates/cohorts"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "cohorts" / "models.py").write_text(MODEL)
    (tmp_path / "cohorts" / "migrations" / "0001.py").write_text('_("from long ago")')
    (tmp_path / "templates" / "cohorts" / "session.html").write_text(TEMPLATE)
    return tmp_path


def write(language: str, *entries: str) -> None:
    path = catalogue.po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    plural_forms = catalogue.PLURAL_FORMS[language]
    header = catalogue.HEADER.format(language=language, plural_forms=plural_forms)
    path.write_text(header + "\n\n".join(entries) + "\n", "utf-8")


def test_collect_finds_texts_of_code_and_templates(checkout):
    found = {(message.context, message.id) for message in catalogue.collect() if message.id}

    assert found == {
        (None, "title"),
        (None, ("%(count)s seat", "%(count)s seats")),
        ("part of a course", "Module"),
        (None, "It's open"),
        (None, "Close"),
        (None, "nobody"),
        (None, ("%(counter)s seat is free.", "%(counter)s seats are free.")),
        ("month", "May"),
    }


def test_update_keeps_translations_drops_leftovers_and_never_guesses(checkout):
    write("de", 'msgid "title"\nmsgstr "Titel"', 'msgid "titles"\nmsgstr "Titel (Mehrzahl)"')

    catalogue.update("de", catalogue.collect())

    assert catalogue.read("de").get("title").string == "Titel"
    assert catalogue.read("de").get("titles") is None
    assert catalogue.read("de").get("Close").string == ""
    assert "fuzzy" not in catalogue.po_path("de").read_text("utf-8")


def test_update_twice_changes_nothing(checkout):
    catalogue.update("ar", catalogue.collect())
    once = catalogue.po_path("ar").read_bytes()

    catalogue.update("ar", catalogue.collect())

    assert catalogue.po_path("ar").read_bytes() == once


def test_compile_writes_only_what_changed(checkout):
    write("de", 'msgid "title"\nmsgstr "Titel"')

    assert catalogue.compile_all() is True
    assert catalogue.compile_all() is False


@pytest.mark.parametrize(
    ("entry", "finding"),
    [
        ('msgid "title"\nmsgstr ""', "de: not translated: “title”"),
        ('#, fuzzy\nmsgid "title"\nmsgstr "Titel"', "de: marked as a guess (fuzzy): “title”"),
        ('msgid "gone"\nmsgstr "weg"', "de: no longer used: “gone”"),
        ('#~ msgid "gone"\n#~ msgstr "weg"', "de: obsolete: “gone”"),
        ('msgid "title"\nmsgstr "Titel "', "de: blanks at the ends differ: “title”"),
        ('msgid "title"\nmsgstr "<b>Titel</b>"', "de: tags differ: “title”"),
        ('msgid "title"\nmsgstr "Titel…"', "de: one trails off, the other does not: “title”"),
        ('msgid "title"\nmsgstr "Ti...tel"', "de: three full stops instead of …: “title”"),
        (
            'msgid "%(count)s seat"\nmsgid_plural "%(count)s seats"\n'
            'msgstr[0] "%(count)s Platz"\nmsgstr[1] ""',
            "de: needs all 2 plural forms: “%(count)s seat”",
        ),
        (
            'msgid "%(count)s seat"\nmsgid_plural "%(count)s seats"\n'
            'msgstr[0] "ein Platz"\nmsgstr[1] "%(number)s Plätze"',
            "de: placeholders differ: “%(count)s seat”",
        ),
    ],
)
def test_findings_name_the_fault(checkout, entry, finding):
    write("de", entry)

    found = catalogue.findings("de", catalogue.collect())

    assert [line for line in found if "not collected" not in line] == [finding]


def test_findings_name_what_was_not_collected(checkout):
    write("de")

    found = catalogue.findings("de", catalogue.collect())

    assert "de: not collected: “title” (cohorts/models.py)" in found
    assert len(found) == 8


def test_findings_allow_gaps_in_languages_that_are_not_complete(checkout, monkeypatch):
    monkeypatch.setattr(catalogue, "COMPLETE", ("de",))
    catalogue.update("ar", catalogue.collect())

    assert catalogue.findings("ar", catalogue.collect()) == []


def test_findings_forbid_gaps_in_every_language(checkout):
    known = {code for code, _name in settings.KNOWN_LANGUAGES}
    assert known - {"en"} == {*catalogue.COMPLETE, *catalogue.OVER}  # English needs no file

    for language in catalogue.COMPLETE:
        catalogue.update(language, catalogue.collect())

        found = catalogue.findings(language, catalogue.collect())

        assert f"{language}: not translated: “title” (cohorts/models.py)" in found


@pytest.mark.parametrize(
    ("ids", "forms", "fits"),
    [
        (("%(n)s seat", "%(n)s seats"), ("ein Platz", "%(n)s Plätze"), True),
        (("one seat", "%(n)s seats"), ("ein Platz", "%(n)s Plätze"), True),
        (("%(n)s seat", "%(n)s seats"), ("ein Platz", "Plätze"), False),
        (("%(n)s seat", "%(n)s seats"), ("%(m)s Platz", "%(n)s Plätze"), False),
        (("%(n)s of %(m)s",), ("von %(m)s sind %(n)s",), True),
        (("%(n)s of %(m)s",), ("%(n)s",), False),
        (("%s seats",), ("%s Plätze",), True),
        (("%s seats",), ("%d Plätze",), False),
        (("%(share)s%%",), ("%(share)s %%",), True),
        (("%(share)s%%",), ("%(share)s %",), False),
        (("100 % of all",), ("100 % aller",), True),
    ],
)
def test_placeholders_fit(ids, forms, fits):
    message = Message(ids if len(ids) > 1 else ids[0])

    assert catalogue.placeholders_fit(message, forms) is fits


def test_untranslated_plural_is_left_to_the_german_one(checkout):
    write(
        "de",
        'msgid "%(n)s seat"\nmsgid_plural "%(n)s seats"\nmsgstr[0] "Platz"\nmsgstr[1] "Plätze"',
    )
    gaps = "\n".join(f'msgstr[{form}] ""' for form in range(6))
    write("ar", f'msgid "%(n)s seat"\nmsgid_plural "%(n)s seats"\n{gaps}')

    assert [message.id for message in catalogue.finished("ar") if message.id] == []
    assert [message.string for message in catalogue.finished("de") if message.id] == [
        ("Platz", "Plätze")
    ]


def test_arabic_needs_six_plural_forms(checkout):
    two = 'msgstr[0] "%(count)s مقعد"\nmsgstr[1] "%(count)s مقاعد"'
    write("ar", f'msgid "%(count)s seat"\nmsgid_plural "%(count)s seats"\n{two}')

    found = catalogue.findings("ar", catalogue.collect())

    assert "ar: needs all 6 plural forms: “%(count)s seat”" in found


def test_plain_german_keeps_only_what_it_says_otherwise(checkout):
    write("de-simple", 'msgid "title"\nmsgstr "Name"', 'msgid "gone"\nmsgstr "weg"')

    catalogue.update("de-simple", catalogue.collect())

    kept = catalogue.read("de-simple")
    assert {message.id: message.string for message in kept if message.id} == {"title": "Name"}
    assert catalogue.findings("de-simple", catalogue.collect()) == []


def test_plain_german_lies_over_german(checkout):
    write("de", 'msgid "title"\nmsgstr "Titel"', 'msgid "Close"\nmsgstr "Schließen"')
    write("de-simple", 'msgid "title"\nmsgstr "Name"')

    whole = catalogue.finished("de-simple")

    assert {message.id: message.string for message in whole if message.id} == {
        "title": "Name",
        "Close": "Schließen",
    }


def test_broken_placeholder_in_plain_german_is_found(checkout):
    write(
        "de-simple",
        'msgid "%(count)s seat"\nmsgid_plural "%(count)s seats"\n'
        'msgstr[0] "ein Platz"\nmsgstr[1] "%(number)s Plätze"',
    )

    assert catalogue.findings("de-simple", catalogue.collect()) == [
        "de-simple: placeholders differ: “%(count)s seat”"
    ]


def test_two_plurals_of_one_text_are_refused(checkout):
    path = checkout / "templates" / "cohorts" / "session.html"
    other = (
        "{% blocktranslate count count=n %}%(count)s seat{% plural %}Both{% endblocktranslate %}"
    )
    path.write_text(TEMPLATE + other.replace("%(count)s", "{{ count }}"))

    with pytest.raises(ValueError, match="“%\\(count\\)s seat” has two plurals"):
        catalogue.collect()


def test_texts_in_english_are_fit_to_be_read():
    """They are the English interface: no blank before a mark, no two in a row, none left over."""
    ids = [
        text
        for message in catalogue.collect()
        for text in (message.id if isinstance(message.id, tuple) else (message.id,))
        if text
    ]

    odd = [text for text in ids if re.search(r"  | [.,;:!?](?:\s|$)|\.\.\.|[„]|^\s|\s$", text)]
    assert odd == []
