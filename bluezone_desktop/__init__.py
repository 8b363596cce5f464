"""Bluezone Desktop: how far the Bluezone app has reached in a school, counted offline."""

__version__ = "0.1.0"
