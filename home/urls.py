"""All addresses. What stays is written in docs/reference/addresses.md."""

from allauth.account import urls as account_urls
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from cohorts import urls as cohort_urls
from curriculum import urls as curriculum_urls

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    *i18n_patterns(
        path("konto/", include(account_urls)),
        path("", include(cohort_urls)),
        path("", include(curriculum_urls)),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
