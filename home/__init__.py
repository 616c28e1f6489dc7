"""The house: settings, addresses, editorial pages, sign-in, roles and the look."""

__version__ = "0.1.0"
