"""Lists with names and tick sheets on paper: printed, as PDF, as a workbook."""
