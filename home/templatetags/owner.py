"""Who runs this site, for its legal pages."""

from django import template

from home import owner as house
from home.owner import Owner

register = template.Library()


@register.simple_tag
def site_owner() -> Owner:
    return house.owner()
