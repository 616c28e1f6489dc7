"""Who runs this site, as imprint, privacy and accessibility pages must say."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts.models import Carrier


@dataclass(frozen=True, slots=True)
class Owner:
    """Name, address in lines, e-mail; empty where nobody has said it yet."""

    name: str
    address: str
    email: str

    @property
    def missing(self) -> list[Promise]:
        known = (
            (self.name, _("the name of the owner")),
            (self.address, _("the address of the owner")),
            (self.email, _("the e-mail address of the owner")),
        )
        return [words for value, words in known if not value]


def owner() -> Owner:
    """What the settings say; where they are silent, name and e-mail of the competence centre.

    One query, and none where the settings say all.
    """
    address = "\n".join(part.strip() for part in settings.SITE_ADDRESS.split(",") if part.strip())
    if settings.SITE_OWNER and settings.SITE_EMAIL:
        return Owner(settings.SITE_OWNER, address, settings.SITE_EMAIL)
    centre = Carrier.objects.filter(is_centre=True).order_by("pk").first()
    return Owner(
        settings.SITE_OWNER or (centre.name if centre else ""),
        address,
        settings.SITE_EMAIL or (centre.contact if centre else ""),
    )
