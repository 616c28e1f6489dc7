"""Writing rights into Django's and Wagtail's tables; what is there already is left as it is."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import GroupPagePermission, Page


def permissions(model: type[models.Model], actions: tuple[str, ...]) -> list[Permission]:
    """Django's permission rows for these actions."""
    return list(
        Permission.objects.filter(
            content_type=ContentType.objects.get_for_model(model),
            codename__in=[f"{action}_{model._meta.model_name}" for action in actions],
        )
    )


def grant_pages(group: Group, page: Page, actions: tuple[str, ...]) -> None:
    """On this page and on all below it."""
    granted = GroupPagePermission.objects.filter(group=group, page_id=page.pk)
    known = set(granted.values_list("permission", flat=True))
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page.pk, permission=permission)
        for permission in permissions(Page, actions)
        if permission.pk not in known
    )
