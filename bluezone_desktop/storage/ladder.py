"""The names of the migrations, for opening a database without loading what runs them.

A database whose applied names are exactly these is current; one with a name unknown here was
written by a newer program, and is refused rather than opened half understood.
"""

RUNGS = ("m001_foundation", "m002_class_sheets")
