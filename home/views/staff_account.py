"""The account page of the admin: name, language, colours. Nothing that is not true here."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import account

from home.models import User


class NameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name"]


class NamePanel(account.BaseSettingsPanel):
    """The address is how one signs in; it is not changed unproved."""

    name = "name"
    title = _("Name")
    order = 100
    form_class = NameForm


class StaffAccountView(account.AccountView):
    kept = (
        account.NotificationsSettingsPanel,
        account.LocaleSettingsPanel,
        account.ThemeSettingsPanel,
    )

    def get_panels(self) -> list[account.BaseSettingsPanel]:
        kept = [panel for panel in super().get_panels() if isinstance(panel, self.kept)]
        return [NamePanel(self.request, self.request.user, kept[0].profile), *kept]
