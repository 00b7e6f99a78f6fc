"""Pages of a PDF on the screen, as they will come out of the printer."""
