"""How records travel: workbooks in and out. Knows cells and headings, decides nothing."""
