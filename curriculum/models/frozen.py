"""Adopted editions never change: the guard of the models, which gives the clear message.

What goes around the models (`update()`, bulk writes, raw SQL) meets the triggers of
`curriculum.models.frozen_tables`, which keep the same rule.
"""

from abc import abstractmethod
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

NORMATIVE = "de"  # the language whose wording is adopted; others are translations


class FrozenError(ValidationError):
    """Somebody tried to change what has been adopted."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This edition has been adopted. Its German wording, keys, levels and order never "
                "change any more. Derive the next edition, or correct a translation."
            ),
            code="frozen",
        )


class FrozenOnceAdopted(models.Model):
    """A row that no longer changes once its edition has been adopted."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._stored_is_frozen() or self.joins_frozen():
            raise FrozenError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self._stored_is_frozen():
            raise FrozenError
        return super().delete(*args, **kwargs)

    @classmethod
    @abstractmethod
    def is_frozen(cls) -> Q:
        """Which stored rows are frozen."""

    @abstractmethod
    def joins_frozen(self) -> bool:
        """Whether this row, as it is now in memory, would become part of an adopted edition."""

    def _stored_is_frozen(self) -> bool:
        model = type(self)
        return (
            self.pk is not None
            and model._base_manager.filter(model.is_frozen(), pk=self.pk).exists()
        )
