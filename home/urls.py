"""All addresses. What stays is written in docs/reference/addresses.md."""

from allauth.account import urls as account_urls
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls
from wagtail.urls import serve_pattern

from cohorts import urls as cohort_urls
from curriculum import urls as curriculum_urls
from home.views import demo, health, pages

demo_urls = [
    path("", demo.demo, name="demo"),
    path("post/", demo.post, name="demo_post"),
    path("als/<slug:role>/", demo.look_around, name="look_around"),
]

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("calendar/", include(cohort_urls.calendar_urls)),
    *i18n_patterns(
        path("konto/", include(account_urls)),
        path("", include(cohort_urls)),
        path("", include(curriculum_urls)),
        *([path("demo/", include(demo_urls))] if settings.DEMO else []),
        re_path(serve_pattern, pages.page),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
