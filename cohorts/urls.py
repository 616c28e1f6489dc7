"""Addresses of what happens: sessions, cohorts, sign-up, attendance, own area, calendars."""

from django.urls import path

from cohorts.views import cohort, session

app_name = "cohorts"
urlpatterns = [
    path("termine/<uuid:uuid>/", session.session, name="session"),
    path("kurse/<slug:slug>/", cohort.cohort, name="cohort"),
]
