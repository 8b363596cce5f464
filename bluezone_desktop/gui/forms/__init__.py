"""The Designer forms of ``ui/``, compiled. Do not edit ``ui_*.py``: change the form and run

    make forms

A test fails while a compiled form is older than its source.
"""
