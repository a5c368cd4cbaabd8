"""How long extraction takes beside other ways of reading the same file in the same process."""
