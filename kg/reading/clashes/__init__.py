"""Finds, by a small trained model, sayings that bear on one matter though they share few words."""
