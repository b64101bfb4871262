"""Questions in, ranked passages out."""
