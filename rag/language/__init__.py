"""Arabic and English: analysis, sentences, dates, numbers, names, and the bridge between the two."""
