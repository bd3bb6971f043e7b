"""Records that may be there twice: the list of pairs, and two records side by side."""
