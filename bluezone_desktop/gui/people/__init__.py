"""People one by one: their card, who is on record twice, moving classes, the next school year."""
