"""Addresses of what happens: sessions, cohorts, sign-up, attendance, own area, calendars."""

from django.urls import path

from cohorts import feeds
from cohorts.views import (
    attendance,
    carriers,
    cohort,
    consultations,
    feedback,
    found,
    invitation,
    listing,
    me,
    my_data,
    personal,
    search,
    session,
    sign_up_link,
    substitute,
    tonight,
)

app_name = "cohorts"
urlpatterns = [
    path("termine/", listing.sessions, name="sessions"),
    path("termine/<uuid:uuid>/", session.session, name="session"),
    path("anwesenheit/", attendance.my_sessions, name="my_sessions"),
    path("anwesenheit/<uuid:uuid>/", attendance.attendance, name="attendance"),
    path("anwesenheit/<uuid:uuid>/ablauf/", tonight.tonight, name="tonight"),
    path("anwesenheit/<uuid:uuid>/rest/", attendance.mark_rest, name="attendance_rest"),
    path("anwesenheit/<uuid:uuid>/abschluss/", attendance.close, name="attendance_close"),
    path("anwesenheit/<uuid:uuid>/<int:participant>/", attendance.mark, name="attendance_mark"),
    path(
        "anwesenheit/<uuid:uuid>/<int:participant>/korrektur/",
        attendance.correct,
        name="attendance_correct",
    ),
    path("vertretung/<slug:token>/", substitute.tonight, name="substitute"),
    path(
        "vertretung/<slug:token>/anwesenheit/",
        substitute.attendance,
        name="substitute_attendance",
    ),
    path(
        "vertretung/<slug:token>/anwesenheit/rest/",
        substitute.mark_rest,
        name="substitute_attendance_rest",
    ),
    path(
        "vertretung/<slug:token>/anwesenheit/<int:participant>/",
        substitute.mark,
        name="substitute_attendance_mark",
    ),
    path("kurse/<slug:slug>/", cohort.cohort, name="cohort"),
    path("traeger/", carriers.carriers, name="carriers"),
    path("anmeldung/<str:token>/", sign_up_link.sign_up_by_link, name="sign_up_by_link"),
    path("anmeldung/<str:token>/einwilligung/", sign_up_link.consent_form, name="consent_form"),
    path("persoenlich/<str:code>/", personal.personal, name="personal"),
    path(
        "persoenlich/<str:code>/rueckmeldung/<int:sign_up>/",
        feedback.by_letter,
        name="personal_feedback",
    ),
    path("suche/", search.search, name="search"),
    path("einladung/<str:token>/", invitation.invitation, name="invitation"),
    path("anhoerung/", consultations.consultations, name="consultations"),
    path("anhoerung/<str:edition>/", consultations.draft, name="consultation"),
    path("mein/", me.me, name="me"),
    path("mein/gefunden/", found.found, name="found"),
    path("mein/code/", found.by_code, name="by_code"),
    path("mein/name/", me.my_name, name="my_name"),
    path("mein/absage/", me.my_absence, name="my_absence"),
    path("mein/rueckmeldung/<int:sign_up>/", feedback.mine, name="my_feedback"),
    path("mein/fotos/", me.my_photos, name="my_photos"),
    path("mein/daten/", my_data.my_data, name="my_data"),
    path("mein/daten/export/", my_data.export, name="export_my_data"),
    path("mein/daten/loeschen/", my_data.erase, name="erase_my_data"),
    path("mein/kalender/", me.renew_calendar, name="renew_calendar"),
]

# Outside the languages: a calendar is subscribed once and for ever.
calendar_urls = (
    [
        path("public.ics", feeds.public_feed, name="public"),
        path("cohort/<uuid:uuid>.ics", feeds.cohort_feed, name="cohort"),
        path("session/<uuid:uuid>.ics", feeds.session_feed, name="session"),
        path("me/<slug:token>.ics", feeds.my_feed, name="me"),
    ],
    "calendar",
)
