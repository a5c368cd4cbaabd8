"""The review queue: what a person should look at, what was decided, and what follows from it."""
