"""The Telegram bot: durable inbox, handlers, delivery."""
