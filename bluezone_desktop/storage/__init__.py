"""The school's database: the only room that speaks SQL."""
