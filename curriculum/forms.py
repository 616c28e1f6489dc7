"""Forms of the curriculum."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReviewForm(forms.Form):
    reason = forms.CharField(
        label=_("Why does the module still serve the criterion?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
