"""Run the bot: `python -m bot.telegram`, the same as `isnad bot`, errors and interrupts too."""

from __future__ import annotations

import sys

from bot.cli import main

if __name__ == "__main__":
    sys.argv.insert(1, "bot")
    sys.exit(main())
