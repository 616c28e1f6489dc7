"""What nobody may do with modules, programmes and their shelves, whatever the group says."""

from django.db import models
from wagtail.models import PagePermissionTester


class ShelfRights(PagePermissionTester):
    """What modules stand on is neither deleted nor moved: with it would go what is pinned."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False


class ModuleRights(PagePermissionTester):
    """What was published once stays: a cohort may have pinned it, a certificate may name it.

    It can be unpublished. A draft that never was public can be deleted unless something needs it.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return (
            super().can_delete(ignore_bulk)
            and self.page.first_published_at is None
            and not is_held(self.page)
        )

    def can_move(self) -> bool:
        return False


class ProgrammeRights(PagePermissionTester):
    """A programme that some course follows stays. It can be unpublished."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return super().can_delete(ignore_bulk) and not is_held(self.page)


def is_held(page: models.Model) -> bool:
    """Whether rows of any table protect it: a programme, a course, a module based on it."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: page.pk}).exists()
        for relation in type(page)._meta.get_fields(include_hidden=True)  # without a name back, too
        if isinstance(relation, models.ManyToOneRel)
        and relation.on_delete is models.PROTECT
        and relation.field.model is relation.related_model
    )
