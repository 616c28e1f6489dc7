"""Screens of the curriculum in the Wagtail admin."""
