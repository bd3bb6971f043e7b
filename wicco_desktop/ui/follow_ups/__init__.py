"""Follow-ups: the list with its boxes to tick, the form with the sentence one comes from."""
