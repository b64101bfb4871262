"""Let `python -m bot.cli` be the `isnad` command where no script is installed."""

import sys

from bot.cli import main

sys.exit(main())
