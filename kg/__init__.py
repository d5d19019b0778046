"""Turns news articles into a knowledge graph of actors and of assertions: who said what, in which words."""

__version__ = "0.1.0"
