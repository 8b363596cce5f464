"""One function per thing a user does: one transaction, one undo step, an Outcome."""
