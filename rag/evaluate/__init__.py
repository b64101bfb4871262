"""Measure retrieval and answers against public sets and question files."""
