"""The screen "Lớp học": the classes and the tick sheet of one of them."""
