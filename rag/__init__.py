"""The engine: articles in, cited answers out. Knows no terminal and no Telegram."""
