"""A council's OpenID provider as Entra ID behaves, on 127.0.0.1: it checks PKCE and the secret, and says what a test wants it to say."""

import base64
import hashlib
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

TENANT = "11111111-2222-3333-4444-555555555555"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ANOTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """`claims` are merged into every token; `broken` names what it does wrong: token, keys, discovery, rubbish;
    `elsewhere` is where it leads whoever asks it."""

    def __init__(self):
        self.claims, self.broken, self.key, self.codes, self.asked = {}, "", KEY, {}, []
        self.algorithm, self.elsewhere = "RS256", ""
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                provider.answer(self, urlsplit(self.path).path, {})

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                provider.answer(self, self.path, {k: v[0] for k, v in parse_qs(body).items()})

            def log_message(self, *words):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}/{TENANT}/v2.0"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, handler, path, form):
        self.asked.append((path, form))
        name = path.rsplit("/", 1)[-1]
        status, body = 500, {}
        if self.broken != name:
            status, body = getattr(self, f"_{name.replace('-', '_')}")(form)
        data = b"<html>" if self.broken == "rubbish" and name == "token" else json.dumps(body).encode()
        handler.send_response(307 if self.elsewhere else status)
        if self.elsewhere:
            handler.send_header("Location", self.elsewhere)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        handler.wfile.write(data)

    def _openid_configuration(self, form):
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        found = {name: f"{self.issuer}/{place}" for name, place in places.items()}
        return 200, {"issuer": self.issuer, "token_endpoint_auth_methods_supported": ["client_secret_post"], **found}

    def _keys(self, form):
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return 200, {"keys": [{**public, "kid": "k1", "alg": "RS256", "use": "sig"}]}

    def authorise(self, url):
        """What the person's browser does there: sign in, and come back with a code. Returns the query of the way back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        code = secrets.token_hex(8)
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def _token(self, form):
        asked = self.codes.pop(form.get("code"), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or asked.get("code_challenge") != proof or form.get("client_secret") != "s3cret":
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "t", "token_type": "Bearer", "expires_in": 3600, "id_token": self.id_token(asked)}

    def id_token(self, asked):
        now = int(time.time())
        said = {"iss": self.issuer, "aud": asked["client_id"], "sub": "person-1", "tid": TENANT, "iat": now}
        said |= {"exp": now + 600, "nonce": asked.get("nonce"), "email": "lena@testham.gov.uk", "name": "Lena L"}
        said = {name: value for name, value in (said | self.claims).items() if value is not None}
        return jwt.encode(said, self.key, algorithm=self.algorithm, headers={"kid": "k1"})
