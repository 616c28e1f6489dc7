"""All addresses. What stays is written in docs/reference/addresses.md."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as document_urls
from wagtail.urls import serve_pattern

from cohorts import urls as cohort_urls
from curriculum import urls as curriculum_urls
from home.views import (
    account,
    barriers,
    demo,
    devices,
    gallery,
    health,
    pages,
    robots,
    second_factor,
)
from home.views.staff_account import StaffAccountView

account_urls = [
    path("login/", account.sign_in, name="account_login"),
    path("code/", account.code, name="account_confirm_login_code"),
    path("logout/", account.sign_out, name="account_logout"),
    path("geraete/", devices.devices, name="devices"),
    path("zweiter-faktor/", second_factor.overview, name="second_factor"),
    path("zweiter-faktor/einrichten/", second_factor.set_up, name="second_factor_set_up"),
    path("zweiter-faktor/ersatzcodes/", second_factor.recovery_codes, name="recovery_codes"),
    path("zweiter-faktor/bestaetigen/", second_factor.confirm, name="mfa_authenticate"),
]
demo_urls = [
    path("", demo.demo, name="demo"),
    path("post/", demo.post, name="demo_post"),
    path("als/<slug:role>/", demo.look_around, name="look_around"),
]

urlpatterns = [
    path("robots.txt", robots.robots_txt, name="robots"),
    path("sitemap.xml", robots.sitemap_xml, name="sitemap"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    # Wagtail's own sign-in asks for a password; nobody has one.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/account/", require_admin_access(StaffAccountView.as_view())),
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("calendar/", include(cohort_urls.calendar_urls)),
    path("ims/case/v1p1/", include(curriculum_urls.case_urls)),
    *i18n_patterns(
        path("konto/", include(account_urls)),
        path("barriere-melden/", barriers.report_barrier, name="report_barrier"),
        path("", include(cohort_urls)),
        path("", include(curriculum_urls)),
        *([path("demo/", include(demo_urls))] if settings.DEMO else []),
        *(
            [path("bausteine/", gallery.components, name="components")]
            if settings.DEMO or settings.DEBUG
            else []
        ),
        re_path(serve_pattern, pages.page, name="wagtail_serve"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

handler429 = "home.views.too_many.too_many"
