"""The panel of a meeting: its fields, who was there, what was said."""
