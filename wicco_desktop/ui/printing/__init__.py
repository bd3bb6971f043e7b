"""Minutes on paper: laid out once, then shown, printed or written as PDF from the same pages."""
