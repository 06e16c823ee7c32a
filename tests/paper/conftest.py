"""What a page might reach if it could: a server on this machine that remembers who called, and a file with a secret."""

import socket
from threading import Thread

import pytest

SECRET = "the secret in the file"


@pytest.fixture
def listener():
    """(its address, what was said to it)"""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        waiting = True

        def listen():
            while waiting:
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    calls.append(connection.recv(200))

        thread = Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", calls
        waiting = False
        thread.join()


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path.as_uri()
