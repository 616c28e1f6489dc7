"""The one catalogue of interface texts: collected from code and templates, kept per language.

The programs of gettext are not needed: Babel reads Python, Django turns templates into Python.
English needs no file, because the message ids are English.
"""

import ast
import io
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

ROOMS = ("curriculum", "cohorts", "home")
PLURAL_FORMS = {  # in the order of Unicode: zero, one, two, few, many, other
    "de": "nplurals=2; plural=(n != 1)",
    "de-simple": "nplurals=2; plural=(n != 1)",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
    " : n%100>=11 && n%100<=99 ? 4 : 5)",
}
LANGUAGES = tuple(PLURAL_FORMS)
COMPLETE = ("de", "ar")  # every text is translated
OVER = {"de-simple": "de"}  # holds only what it says otherwise than the language under it
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATE_CALL = re.compile(
    r"""(?x) \b(?P<function>_|gettext|ngettext|pgettext|npgettext)
        \( \s* (?P<texts> {text} (?: \s*,\s* {text} )* ) \s* (?: ,\s*count )? \)""".replace(
        "{text}", r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
    )
)
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms};\\n"

"""


THE_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)  # so that equal texts make equal files


# --- Collecting -------------------------------------------------------------------------------


def collect() -> Catalog:
    """All texts of the interface with the files they stand in."""
    template = Catalog()
    for path, text in [*texts_in_code(), *texts_in_templates()]:
        context, *ids = text
        known = template.get(str(ids[0]), context)
        if known and known.pluralizable and len(ids) > 1 and known.id != tuple(ids):
            # They share one entry: one of the two would be shown with the words of the other.
            raise ValueError(f"“{ids[0]}” has two plurals: give one of them a context.")
        template.add(
            ids[0] if len(ids) == 1 else tuple(ids),
            locations=[(path.relative_to(settings.BASE_DIR).as_posix(), None)],
            context=context,
        )
    return template


def texts_in_code() -> Iterator[tuple[Path, tuple[str | None, ...]]]:
    for room in ROOMS:
        for path in sorted((settings.BASE_DIR / room).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            with path.open("rb") as file:
                for _line, ids, _comments, context in extract("python", file, KEYWORDS):
                    yield path, (context, *((ids,) if isinstance(ids, str) else ids))


def texts_in_templates() -> Iterator[tuple[Path, tuple[str | None, ...]]]:
    folders = [settings.BASE_DIR / "templates", *(settings.BASE_DIR / room for room in ROOMS)]
    for folder in folders:
        for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.txt")]):
            for call in TEMPLATE_CALL.finditer(templatize(path.read_text("utf-8"), str(path))):
                texts = ast.literal_eval(f"[{call['texts']}]")
                with_context = call["function"] in ("pgettext", "npgettext")
                yield path, tuple(texts if with_context else [None, *texts])


# --- Keeping ----------------------------------------------------------------------------------


def po_path(language: str) -> Path:
    folder = settings.BASE_DIR / "home" / "locale" / to_locale(language)
    return folder / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    path = po_path(language)
    header = HEADER.format(language=language, plural_forms=PLURAL_FORMS[language])
    text = path.read_bytes() if path.exists() else header.encode()
    locale = OVER.get(language, language)  # Babel knows no plain German
    catalogue = read_po(io.BytesIO(text), locale=locale, abort_invalid=True)
    catalogue.creation_date = catalogue.revision_date = THE_BEGINNING
    return catalogue


def update(language: str, template: Catalog) -> None:
    """Add what is new, drop what is gone, never guess."""
    catalogue = read(language)
    catalogue.update(template, no_fuzzy_matching=True)
    if language in OVER:
        drop_gaps(catalogue)
    text = io.BytesIO()
    write_po(
        text,
        catalogue,
        width=0,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    header = HEADER.format(language=language, plural_forms=PLURAL_FORMS[language])
    po_path(language).parent.mkdir(parents=True, exist_ok=True)
    po_path(language).write_text(header + text.getvalue().decode(), "utf-8")


def finished(language: str) -> Catalog:
    """What is translated, laid over the language under it.

    Django would fill the gaps, too, but with the German of its own and of the libraries first.
    """
    catalogue = read(language)
    drop_gaps(catalogue)
    if language not in OVER:
        return catalogue
    whole = finished(OVER[language])
    for message in catalogue:
        if message.id:
            whole.delete(message.id, message.context)
            whole[message.id] = message
    return whole


def drop_gaps(catalogue: Catalog) -> None:
    """Babel would fill the gaps of plurals with English words."""
    for message in list(catalogue):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(forms):
            catalogue.delete(message.id, message.context)


def compile_all() -> bool:
    """Write the binary catalogues; true when one of them changed."""
    changed = False
    for language in LANGUAGES:
        binary = io.BytesIO()
        write_mo(binary, finished(language))
        path = po_path(language).with_suffix(".mo")
        if path.exists() and path.read_bytes() == binary.getvalue():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_bytes(binary.getvalue())
        os.replace(unfinished, path)
        changed = True
    return changed


# --- Judging ----------------------------------------------------------------------------------

PLACEHOLDER = re.compile(r"%\((?P<name>\w+)\)[-+#0]*\d*(?:\.\d+)?[a-zA-Z]|%(?P<conversion>[sdifr])")


def findings(language: str, template: Catalog) -> list[str]:
    """What is wrong with a language's catalogue, one line each."""
    catalogue = read(language)
    found = [
        f"not collected: {quote(message)}"
        for message in template
        if message.id and language not in OVER and not catalogue.get(message.id, message.context)
    ]
    for message in catalogue:
        if message.id:
            if language in COMPLETE and not any(message.string):
                found.append(f"not translated: {quote(message)}")
            found += [
                f"{fault}: {quote(message)}" for fault in faults(message, catalogue, template)
            ]
    found += [f"obsolete: {quote(message)}" for message in catalogue.obsolete.values()]
    return [f"{language}: {finding}" for finding in found]


def faults(message: Message, catalogue: Catalog, template: Catalog) -> Iterator[str]:
    known = template.get(message.id, message.context)
    if not known:
        yield "no longer used"
    elif bool(known.pluralizable) != bool(message.pluralizable):
        yield "plural in one place only"
    if message.fuzzy:
        yield "marked as a guess (fuzzy)"
    forms = message.string if message.pluralizable else (message.string,)
    if not any(forms):
        return
    if message.pluralizable and (len(forms) != catalogue.num_plurals or not all(forms)):
        yield f"needs all {catalogue.num_plurals} plural forms"
        return
    if not placeholders_fit(message, forms):
        yield "placeholders differ"
    yield from shape_faults(message, forms)


TAG = re.compile(r"</?[a-z]+")


def shape_faults(message: Message, forms: tuple[str, ...]) -> Iterator[str]:
    """What must look as in the original: tags of HTML, blanks at the ends, and the dots after."""
    originals = message.id if message.pluralizable else (message.id,)
    original = originals[-1]
    if any(sorted(TAG.findall(form)) != sorted(TAG.findall(original)) for form in forms):
        yield "tags differ"
    if any(edges(form) != edges(original) for form in forms):
        yield "blanks at the ends differ"
    if any(form.endswith("…") != original.endswith("…") for form in forms):
        yield "one trails off, the other does not"
    if any("..." in text for text in (*originals, *forms)):
        yield "three full stops instead of …"


def edges(text: str) -> tuple[str, str]:
    inner = text.strip()
    return text[: text.find(inner)], text[text.find(inner) + len(inner) :]


def placeholders_fit(message: Message, forms: tuple[str, ...]) -> bool:
    """All of the original's and no others; single plural forms may leave out the number."""
    originals = message.id if message.pluralizable else (message.id,)
    wanted = placeholders(originals[-1])
    allowed = wanted.union(*map(placeholders, originals))
    if any("%(" in text and "%" in PLACEHOLDER.sub("", text.replace("%%", "")) for text in forms):
        return False  # a lone per cent sign breaks the formatting
    return placeholders(forms[-1]) == wanted and all(placeholders(f) <= allowed for f in forms)


def placeholders(text: str) -> set[str]:
    return {
        match["name"] or match["conversion"]
        for match in PLACEHOLDER.finditer(text.replace("%%", ""))
    }


def quote(message: Message) -> str:
    text = message.id[0] if isinstance(message.id, tuple) else message.id
    places = ", ".join(sorted({place for place, _line in message.locations}))
    return f"“{text}”" + (f" ({places})" if places else "")
