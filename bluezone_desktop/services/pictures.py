"""Charts of the school's figures, saved as files."""



ENDINGS = (".png", ".svg", ".pdf")
