"""Addresses of what happens: sessions, cohorts, sign-up, attendance, own area, calendars."""

from django.urls import path

from cohorts.views import attendance, cohort, session

app_name = "cohorts"
urlpatterns = [
    path("termine/<uuid:uuid>/", session.session, name="session"),
    path("anwesenheit/", attendance.my_sessions, name="my_sessions"),
    path("anwesenheit/<uuid:uuid>/", attendance.attendance, name="attendance"),
    path("anwesenheit/<uuid:uuid>/rest/", attendance.mark_rest, name="attendance_rest"),
    path("anwesenheit/<uuid:uuid>/abschluss/", attendance.close, name="attendance_close"),
    path("anwesenheit/<uuid:uuid>/<int:participant>/", attendance.mark, name="attendance_mark"),
    path(
        "anwesenheit/<uuid:uuid>/<int:participant>/korrektur/",
        attendance.correct,
        name="attendance_correct",
    ),
    path("kurse/<slug:slug>/", cohort.cohort, name="cohort"),
]
