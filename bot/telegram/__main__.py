"""Run the bot: `python -m bot.telegram`, the same as `isnad bot`."""

from __future__ import annotations

import os
import sys

from bot.telegram.app import run
from rag.errors import IsnadError
from rag.settings import Settings

if __name__ == "__main__":
    try:
        settings = Settings.load(os.environ)
    except IsnadError as error:
        sys.stderr.write(f"isnad bot: {str(error).rstrip('.')}. {error.hint}\n")
        sys.exit(error.exit_code)
    sys.exit(run(settings))
