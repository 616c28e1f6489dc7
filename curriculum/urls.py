"""Addresses of the standards. Modules and programmes are pages and have theirs from the tree."""

from django.urls import URLPattern

app_name = "curriculum"
urlpatterns: list[URLPattern] = []
