"""The screen "Cán bộ, giáo viên": the staff, ticked like a class."""
