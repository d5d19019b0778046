"""Finds who says what, as spans, by rules on spaCy's parse, and with what stance."""
