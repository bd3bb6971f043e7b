"""The editors of fields, one module each. They know of the program what is passed in, no more."""
