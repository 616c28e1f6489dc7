"""Addresses of the standards. Modules and programmes are pages and have theirs from the tree."""

from django.urls import path

from curriculum import views

app_name = "curriculum"
urlpatterns = [
    path("standards/", views.standards, name="standards"),
    path("standards/<str:edition>/", views.edition, name="edition"),
    path("standards/<str:edition>/<str:standard>/", views.standard, name="standard"),
    path("standards/<str:edition>/<str:standard>/fassungen/", views.redline, name="redline"),
]
