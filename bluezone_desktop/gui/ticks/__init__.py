"""The tick sheet: one grid for classes and staff. Model, painting, keys, and the queue of marks."""
