"""A person erased: what is asked before, twice, and what is told after."""
