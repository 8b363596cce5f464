"""The start screen: how far the school is, class by class, and what is to be done next."""
