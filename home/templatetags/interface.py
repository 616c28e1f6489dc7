"""Formats for the eye: days, times, units."""

from django import template

register = template.Library()
