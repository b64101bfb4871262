"""The shipped model files, each with a card and its licence."""
