"""The doors of learning: each loads what it is about, calls one action and leads on. A GET changes nothing."""
