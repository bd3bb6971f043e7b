"""The sections of the window: each page composes lists, forms and panels."""
