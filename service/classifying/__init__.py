"""Piles of files of which nobody knows what they are: which is what, and what belongs together."""
