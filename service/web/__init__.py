"""The web pages: rendered here, moved by htmx, in Chinese and English. What they show and do is what the use cases give."""
