"""Workbooks going out and coming back, as the window shows them."""
