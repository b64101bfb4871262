"""Generations: build, validate, publish, open."""
