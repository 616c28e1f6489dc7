"""What changed in the original of a local module, side by side, and saying that it was seen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curriculum.domain import originals
from curriculum.forms import TakeNoteForm
from curriculum.models import ModulePage


@require_http_methods(["GET", "POST"])
def original(request: HttpRequest, page: int) -> HttpResponse:
    """Both states side by side and one question: what follows from it here?"""
    module = get_object_or_404(
        ModulePage.objects.select_related("based_on", "based_on_revision"),
        pk=page,
        based_on__isnull=False,
    )
    by = request.user
    if not module.permissions_for_user(by).can_edit():
        raise PermissionDenied
    shown = {"revision": module.based_on.live_revision_id}
    form = TakeNoteForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            originals.take_note(module=module, by=by, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Noted. This is now the known state of the original."))
            return redirect("wagtailadmin_pages:edit", module.pk)
    context = {
        "page": module,
        "original": module.based_on,
        "has_changed": originals.has_changed(module),
        "rows": originals.comparison(module),
        "form": form,
        "page_title": _("Changes of the original"),
        "header_title": _("Changes of the original"),
        "page_subtitle": module.get_admin_display_title(),
        "header_icon": "doc-full",
    }
    return render(request, "curriculum/admin/original.html", context)
