"""The record as a form: always editable, saved by itself."""
