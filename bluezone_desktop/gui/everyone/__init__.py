"""The list of everybody in the school."""
