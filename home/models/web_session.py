"""The sessions of browsers, and who is signed in on which device."""

from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase


class WebSession(AbstractBaseSession):
    """One browser. A row with a user is a sign-in: deleting the row ends it with the next request.

    Of the device only words are kept, such as “Firefox, Android”: no network address and no
    signature of the browser.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="web_sessions",
        verbose_name=_("user"),
    )
    device = models.CharField(_("device"), max_length=60, blank=True)
    since = models.DateTimeField(_("signed in since"), null=True, blank=True)

    objects = BaseSessionManager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("sign-in on a device")
        verbose_name_plural = _("sign-ins on devices")

    def __str__(self) -> str:
        return f"session of {self.user_id}"

    @classmethod
    def get_session_store_class(cls) -> "type[SessionBase]":
        store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
        return store

    @property
    def handle(self) -> str:
        """Names the row on a page. The key itself never leaves the cookie: it is the sign-in."""
        return salted_hmac("home.web_session", self.session_key).hexdigest()[:20]
