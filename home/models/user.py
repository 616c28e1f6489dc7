"""The people who sign in."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curriculum.models import languages


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_unusable_password()
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Addresses are compared and kept in lower case."""
        return (email or "").strip().lower()


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with a verified e-mail address. Nobody has a password: a code is mailed instead."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(
        _("name"), max_length=200, blank=True, help_text=_("How colleagues and trainees see you.")
    )
    language = models.CharField(
        _("language"), max_length=10, choices=languages.offered, default=settings.LANGUAGE_CODE
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("first seen"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="home_user_email_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def title_for_log(self) -> str:
        """The log stays when the account goes, so it never holds the name."""
        return f"U-{self.pk}"

    @property
    def is_staff(self) -> bool:
        """Django's own admin is not used; kept false for libraries that ask."""
        return False

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
