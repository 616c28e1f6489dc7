"""What is still missing before a house opens its doors, for the competence centre."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Carrier
from home.first_screen.row import Row
from home.models import ArticlePage, User
from home.owner import owner

LEGAL = ("impressum", "datenschutz", "barrierefreiheit", "leichte-sprache")
FILM = "gebaerdensprache"


def missing(user: User) -> list[Row]:
    """Empty for everybody but the centre, and in the demo; then two queries and no more."""
    if settings.DEMO or not Carrier.objects.coordinated_by(user).filter(is_centre=True).exists():
        return []
    return [*_owner(), *_pages()]


def _owner() -> list[Row]:
    """Whoever runs the server sets it; the centre's record gives name and e-mail else."""
    found = owner().missing
    if not found:
        return []
    words = ", ".join(str(one) for one in found)
    detail = _("Missing: %(what)s. Whoever runs the server enters it in the settings.")
    return [Row("/impressum/", _("Say who runs this site"), detail % {"what": words})]


def _pages() -> list[Row]:
    """Legal pages that nobody has read and published yet, and the film that is not there yet."""
    rows = []
    pages = ArticlePage.objects.filter(
        slug__in=[*LEGAL, FILM], locale__language_code=settings.LANGUAGE_CODE
    ).select_related("live_revision")
    for page in pages.order_by("path"):
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        if page.slug == FILM:
            films = [b["value"] for b in page.body.raw_data if b["type"] == "video"]
            if not any(film.get("file") for film in films):
                detail = _("Until then the page says that there is no film yet.")
                rows.append(Row(address, _("Add the film in sign language"), detail))
        elif page.live_revision is None or page.live_revision.user_id is None:
            detail = _("It was written by the software. Read it, correct it, publish it.")
            rows.append(Row(address, _("Read “%(title)s”") % {"title": page.title}, detail))
    return rows
