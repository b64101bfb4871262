"""The `isnad` command: parse, call one engine method, render, exit code."""

from bot.cli.app import main

__all__ = ["main"]
