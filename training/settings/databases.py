"""How each database is opened: SQLite for the embedded default, PostgreSQL in production."""

# Seconds. A server that is away holds no reader, and no thread of ours, for longer; once it is back it is soon noticed.
PATIENCE = {"timeout": 5, "reconnect_timeout": 3}


def sqlite(path):
    """WAL and IMMEDIATE, so that a writer waits its turn instead of failing; readers never wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "training.sqlite",
        "NAME": str(path),
        "CONN_MAX_AGE": None,  # opening one costs more than a page
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
        },
    }


def from_environment(env, data_dir):
    """DATABASE_URL, with a pool in each process for more threads than gunicorn has; without it SQLite in the data folder."""
    if not env("DATABASE_URL", default=""):
        return sqlite(data_dir / "db.sqlite3")
    settings = env.db("DATABASE_URL")
    if "postgresql" in settings["ENGINE"]:
        pool = {"min_size": 1, "max_size": env.int("DATABASE_POOL", default=10), **PATIENCE}
        # Plans are kept from the first use (people/statements.py), or not at all.
        plans = 0 if env.bool("DATABASE_PREPARED", default=True) else None
        ours = {"connect_timeout": 3, "prepare_threshold": plans}
        settings["OPTIONS"] = {**ours, **settings.get("OPTIONS", {}), "pool": pool}
    return settings
