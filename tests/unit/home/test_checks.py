"""What `manage.py check --deploy` says about unsafe settings, one change at a time."""

import pytest
from django.core.checks import Tags, run_checks

GOOD = {
    "DEBUG": False,
    "DEMO": False,
    "SECRET_KEY": "p4Yq-long-and-random-0815-enough-of-it-for-anybody-to-be-content",
    "SITE_URL": "https://kursbuch.example.org",
    "ALLOWED_HOSTS": ["kursbuch.example.org"],
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31536000,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "WORKERS": 1,
}
SEVERAL = {"WORKERS": 4}
SHARED = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "x"}}


@pytest.fixture
def found(settings):
    def found(deploy: bool = True, **changes: object) -> list[str]:
        for name, value in (GOOD | changes).items():
            setattr(settings, name, value)
        messages = run_checks(tags=[Tags.security], include_deployment_checks=deploy)
        return sorted(message.id for message in messages if not message.is_silenced())

    return found


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"DEMO": True}, ["home.E001", "home.E002"]),
        (
            {"DEMO": True, "SITE_URL": "http://127.0.0.1:8000"},
            ["home.E002", "home.W001", "home.W004"],
        ),
        ({"SECOND_FACTOR_ROLES": ["centre", "trainers"]}, ["home.E003"]),
        ({"SECOND_FACTOR_ROLES": ["centre", "coordinator", "trainer"]}, []),
        ({"SECRET_KEY": ""}, ["home.E004", "security.W009"]),
        ({"SECRET_KEY": "only-for-looking-around"}, ["home.E004", "security.W009"]),
        ({"SECRET_KEY": "short"}, ["security.W009"]),
        ({"SITE_URL": "http://kursbuch.example.org"}, ["home.W001"]),
        ({"SECURE_PROXY_SSL_HEADER": None}, ["home.W002"]),
        ({"ALLOWED_HOSTS": ["*"]}, ["home.W003"]),
        ({"ALLOWED_HOSTS": ["example.org"]}, ["home.W004"]),
        (SEVERAL, ["home.W005"]),
        (SEVERAL | {"CACHES": SHARED}, []),
    ],
)
def test_deploy_check_names_what_is_unsafe(found, changes, codes):
    assert found(**changes) == codes


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"DEMO": True}, ["home.E001"]),
        ({"DEMO": True, "SITE_URL": "http://kursbuch.example.org"}, ["home.E001"]),
        ({"DEMO": True, "SITE_URL": "http://127.0.0.1:8000"}, []),
        ({"DEMO": True, "SITE_URL": "http://[::1]:8000"}, []),
        ({"DEMO": True, "DEBUG": True}, []),
        ({"SECRET_KEY": ""}, ["home.E004"]),
    ],
)
def test_each_start_refuses_what_must_not_be_open(found, changes, codes):
    assert found(deploy=False, **changes) == codes


def test_messages_say_what_to_do(settings):
    for name, value in (GOOD | SEVERAL | {"DEMO": True, "ALLOWED_HOSTS": ["*"]}).items():
        setattr(settings, name, value)

    messages = run_checks(tags=[Tags.security], include_deployment_checks=True)

    assert [m.id for m in messages if not (m.hint or m.is_silenced())] == []
