"""A Bot API server on loopback, as strict as Telegram in what this bot uses, for tests and measurements."""
