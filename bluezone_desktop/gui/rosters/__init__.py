"""Bringing in class lists: what the files hold, what would change, and taking it."""
