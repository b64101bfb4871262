"""Show the engine's values on a terminal, or as the JSON objects of the command line's contract."""
