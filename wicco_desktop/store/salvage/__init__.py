"""What can be read of a damaged database becomes a new, sound one; what cannot is listed.

``salvaging.salvage`` is the whole; ``ranges`` reads around broken pages, ``taking`` copies what is
readable, ``mending`` makes log and records agree again.
"""
