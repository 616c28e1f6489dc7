"""Addresses of what happens: sessions, cohorts, sign-up, attendance, own area, calendars."""

from django.urls import path

from cohorts.views import cohort, listing, me, session, sign_up_link

app_name = "cohorts"
urlpatterns = [
    path("termine/", listing.sessions, name="sessions"),
    path("termine/<uuid:uuid>/", session.session, name="session"),
    path("kurse/<slug:slug>/", cohort.cohort, name="cohort"),
    path("traeger/", listing.carriers, name="carriers"),
    path("anmeldung/<str:token>/", sign_up_link.sign_up_by_link, name="sign_up_by_link"),
    path("mein/", me.me, name="me"),
    path("mein/daten/", me.my_data, name="my_data"),
    path("mein/kalender/", me.renew_calendar, name="renew_calendar"),
]
