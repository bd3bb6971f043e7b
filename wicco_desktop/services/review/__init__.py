"""The review of a workbook that came back: what is compared, decided, applied."""
