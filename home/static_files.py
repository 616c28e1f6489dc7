"""How static files are kept: one style sheet, hashed names, compressed once and not at requests."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
IMPORT = re.compile(
    r'@import url\("(?P<name>[\w/.-]+)"\)(?: layer\((?P<layer>\w+)\))?(?P<media>[^;]*);'
)
REMARK = re.compile(r"\s*/\*.*?\*/", re.DOTALL)
INDENT = re.compile(r"\n\s+")


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Brotli takes ten seconds, which a newcomer who tries the demo need not wait."""
        return Compressor(use_brotli=not settings.DEMO, **kwargs)

    def url(self, name: str | None, force: bool = False) -> str:
        """Hashed names do not change while the house is open: each is looked up once."""
        known: dict[str | None, str] = self.__dict__.setdefault("known_addresses", {})
        if name not in known or force:
            known[name] = super().url(name, force)
        return known[name]

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Developers read one small sheet per component; a browser loads them all in one go."""
        if SHEET in paths and not dry_run:
            source, name = paths[SHEET]
            Path(self.path(SHEET)).write_text(joined(Path(source.path(name))), "utf-8")
            paths[SHEET] = (self, SHEET)  # hashed is what was joined, not where it came from
        yield from super().post_process(paths, dry_run, **options)


def joined(sheet: Path) -> str:
    """The sheet with what it imports in its place, each part in its layer and for its media.

    Remarks and indents are for those who read the parts; a browser gets none.

    Addresses inside a part are relative to the folder of the sheet: parts in deeper folders have
    none. Raises ValueError when one has.
    """

    def part(found: re.Match[str]) -> str:
        text = REMARK.sub("", (sheet.parent / found["name"]).read_text("utf-8")).rstrip()
        if "/" in found["name"] and "url(" in text:
            raise ValueError(
                f"{found['name']} names a file, which would not be found from {sheet}."
            )
        if found["layer"]:
            text = f"@layer {found['layer']} {{\n{text}\n}}"
        if media := found["media"].strip():
            text = f"@media {media} {{\n{text}\n}}"
        return text

    whole = IMPORT.sub(part, REMARK.sub("", sheet.read_text("utf-8")).lstrip())
    return INDENT.sub("\n", whole)
