"""What the house checks about its settings. `manage.py check --deploy` tells what to do."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

from home.second_factor import ROLES

LOOKING_AROUND = "only-for-looking-around"  # what the settings take for the demo
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
OWN_MEMORY = "django.core.cache.backends.locmem.LocMemCache"


@register(Tags.security)
def check_demo(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The demo lets anybody in as anybody: on this machine only, or with DEBUG."""
    return demo_that_is_open(host=site_host(), is_demo=settings.DEMO, debug=settings.DEBUG)


def demo_that_is_open(*, host: str, is_demo: bool, debug: bool) -> list[CheckMessage]:
    if not is_demo or debug or host in LOOPBACK:
        return []
    return [
        Error(
            f"DEMO is on, and SITE_URL names {host}: anybody there could enter in every role.",
            hint="Unset DEMO. The demo is for this machine only (http://127.0.0.1:8000).",
            id="home.E001",
        )
    ]


@register(Tags.security, deploy=True)
def check_demo_in_production(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not settings.DEMO:
        return []
    return [
        Error(
            "DEMO is on: anybody could enter in every role and read all mails.",
            hint="Unset DEMO.",
            id="home.E002",
        )
    ]


@register(Tags.security)
def check_secret_key(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """How weak a key is, Django judges itself."""
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        key = ""
    if key and (key != LOOKING_AROUND or settings.DEMO or settings.DEBUG):
        return []
    return [
        Error(
            "SECRET_KEY is not set, or known to everybody: anybody could forge sign-ins.",
            hint="Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
            id="home.E004",
        )
    ]


@register(Tags.security)
def check_second_factor_roles(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A slip of the pen would leave a role without the factor that was meant for it."""
    unknown = sorted(set(settings.SECOND_FACTOR_ROLES) - set(ROLES))
    if not unknown:
        return []
    return [
        Error(
            f"SECOND_FACTOR_ROLES names roles that do not exist: {', '.join(unknown)}.",
            hint=f"There are: {', '.join(ROLES)}.",
            id="home.E003",
        )
    ]


@register(Tags.translation)
def check_reviewed_languages(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A slip of the pen would leave out a language that people wait for."""
    known = [code for code, _name in settings.KNOWN_LANGUAGES]
    unknown = sorted(set(settings.REVIEWED_LANGUAGES) - set(known))
    if not unknown:
        return []
    return [
        Error(
            f"REVIEWED_LANGUAGES names languages without a catalogue: {', '.join(unknown)}.",
            hint=f"There are: {', '.join(known)}.",
            id="home.E006",
        )
    ]


@register(Tags.security, deploy=True)
def check_addresses(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    host = site_host()
    if not settings.SITE_URL.startswith("https://"):
        yield Warning(
            f"SITE_URL is {settings.SITE_URL}: sign-ins travel unencrypted.",
            hint="Set SITE_URL to the https address under which people reach the site.",
            id="home.W001",
        )
    elif settings.SECURE_PROXY_SSL_HEADER is None:
        yield Warning(
            "SITE_URL is https, and BEHIND_PROXY is not set: every request would be redirected "
            "for ever, and all visitors would count as one network.",
            hint="Set BEHIND_PROXY=1 when a proxy speaks TLS in front of gunicorn.",
            id="home.W002",
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield Warning(
            "ALLOWED_HOSTS accepts every name.",
            hint=f"Name the host of the site: ALLOWED_HOSTS={host}",
            id="home.W003",
        )
    elif host not in settings.ALLOWED_HOSTS:
        yield Warning(
            f"ALLOWED_HOSTS does not name {host}, the host of SITE_URL: the site would not answer.",
            hint=f"ALLOWED_HOSTS={host}",
            id="home.W004",
        )


@register(Tags.security, deploy=True)
def check_cache(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Limits and used codes are counted in the cache; each worker would count for itself."""
    if settings.WORKERS > 1 and settings.CACHES["default"]["BACKEND"] == OWN_MEMORY:
        yield Warning(
            f"{settings.WORKERS} workers, and each remembers on its own how often somebody has "
            "tried: whoever guesses may do so that many times more often.",
            hint="Set CACHE_URL=dbcache://kursbuch_cache and run `manage.py prepare`.",
            id="home.W005",
        )


def site_host() -> str:
    return urlsplit(settings.SITE_URL).hostname or ""
