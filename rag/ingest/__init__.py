"""Article files in, cleaned and dated articles and their passages out."""
