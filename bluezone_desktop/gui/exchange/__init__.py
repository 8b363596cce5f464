"""Class sheets out to the teachers and home again."""
