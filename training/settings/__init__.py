"""Settings: base for all, then dev, test and production. Everything that differs comes from environment variables."""
