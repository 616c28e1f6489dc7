"""Logs without secrets: what opens a door, and who a mail went to, never stands in them.

Records are blotted when they are made, before any handler sees them: those of Django, of this
house, of the web server and of whatever an operator adds.
"""

import logging
import logging.config
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

BLOT = "[secret]"
ADDRESS = "[address]"
SECRETS = ("token", "code")

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+")
_NAMED = re.compile(  # ?token=…, 'code': '…', code=123456
    r"""(?i)((?<![a-z])(?:token|code|csrfmiddlewaretoken|sessionid)["']?\s*(?:=|:|%3D)\s*\[?["']?)"""
    r"""(?=[^\s"'&;,)\]]{6})[^\s"'&;,)\]]+"""
)
_SLASH = r"(?:/|(?i:%(?:25)*2F))"  # also inside a query, and inside a query of a query
_BEGINNING = r"(?:(?<![\w-])|(?<=2[Ff]))"  # with a slash in front, plain or quoted, or without
_PART = r"[^\s/?#\"'%&]"
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")

_formatter = logging.Formatter()
_original_factory = logging.getLogRecordFactory()


def configure(config: dict[str, Any]) -> None:
    """Django calls this once, before anything else is set up (`LOGGING_CONFIG`)."""
    logging.setLogRecordFactory(blotted_record)
    logging.config.dictConfig(config)


def blotted_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = _original_factory(*args, **kwargs)
    try:
        text = record.getMessage()
    except Exception:
        return record  # logging itself tells whose message does not fit its arguments
    record.msg, record.args = blot(text), ()
    if record.exc_info and record.exc_info[0]:
        record.exc_text = blot(_formatter.formatException(record.exc_info))
    return record


def blot(text: str) -> str:
    """The text without secrets of addresses, mailed codes and e-mail addresses."""
    text = _EMAIL.sub(ADDRESS, text)
    text = _NAMED.sub(rf"\g<1>{BLOT}", text)
    if not apps.ready:
        return text
    try:
        ways = secret_addresses()
    except Exception:
        return text  # the addresses do not load: nobody can have asked for one
    return ways.sub(rf"\g<1>{BLOT}", text)


@cache
def secret_addresses() -> re.Pattern[str]:
    """All addresses with a part that is called `token` or `code`, up to that part.

    Made from the table of addresses itself, so that a new one needs no entry here. Matches, too,
    what is almost such an address (no slash at the end, a cut link) and what stands in a query.
    """
    ways = "|".join(sorted(set(ways_to_secrets())))
    return re.compile(f"({_BEGINNING}(?:{ways})){_PART}+")


def ways_to_secrets() -> Iterator[str]:
    for route in routes(get_resolver().url_patterns):
        names = _PARAMETER.split(route)  # text, name, text, name, …
        for at in range(1, len(names), 2):
            if names[at] in SECRETS:
                texts = [re.escape(text).replace("/", _SLASH) for text in names[0:at:2]]
                yield f"{_PART}+".join(texts)


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Each address as it is written in the tables. A language in front is left to the reader."""
    for pattern in patterns:
        own = "" if hasattr(pattern.pattern, "language_prefix") else route_of(pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, before + own)
        else:
            yield before + own


def route_of(pattern: URLPattern | URLResolver) -> str:
    """The text of a pattern; a regular expression with its named groups as parameters."""
    text = str(pattern.pattern)
    if hasattr(pattern.pattern, "_route"):
        return text
    text = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", text)
    return re.sub(r"[\^$]|\\Z", "", text)
