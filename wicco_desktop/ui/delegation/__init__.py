"""The panel of a delegation: who travels, the programme by day, a visit planned in one go."""
