"""A provider in the shape of ProConnect, for trials on this machine: code flow with PKCE, signed answers about people, and signing out.
Built on Authlib, which knows nothing of Parvis. `provider.py PORT CLIENT SECRET CALLBACK`; POST /bend sets what it says wrongly."""
import sys
import time

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode as OpenIDCodeBase
from flask import Flask, Response, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

PORT, CLIENT, SECRET, CALLBACK = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
ISSUER = f"http://127.0.0.1:{PORT}/api/v2"
app = Flask(__name__)
codes, tokens, ended = {}, {}, []
bend = {}
own = RSAKey.generate_key(2048, {"kid": "own", "use": "sig", "alg": "RS256"})


class Client:
    client_id = CLIENT

    def get_client_id(self): return CLIENT
    def get_default_redirect_uri(self): return CALLBACK
    def get_allowed_scope(self, scope): return scope
    def check_redirect_uri(self, address): return address == CALLBACK
    def check_client_secret(self, secret): return secret == SECRET
    def check_endpoint_auth_method(self, method, endpoint): return method == "client_secret_post"
    def check_response_type(self, kind): return kind == "code"
    def check_grant_type(self, kind): return kind == "authorization_code"


class Code:
    def __init__(self, **values): self.__dict__.update(values)
    def get_redirect_uri(self): return self.redirect_uri
    def get_scope(self): return self.scope
    def get_nonce(self): return self.nonce
    def get_auth_time(self): return int(self.made)
    def get_acr(self): return "https://proconnect.gouv.fr/assurance/consistency-checked-2fa"
    def get_amr(self): return ["pwd", "totp", "mfa"]
    def is_expired(self): return time.time() - self.made > 30


class CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post"]

    def save_authorization_code(self, code, request):
        data = request.payload.data
        codes[code] = Code(
            code=code, redirect_uri=request.payload.redirect_uri, scope=request.payload.scope, nonce=data.get("nonce"), made=time.time(),
            code_challenge=data.get("code_challenge"), code_challenge_method=data.get("code_challenge_method"), user=request.user)

    def query_authorization_code(self, code, client):
        found = codes.get(code)
        return found if found and not found.is_expired() else None

    def delete_authorization_code(self, code): codes.pop(code.code, None)
    def authenticate_user(self, code): return code.user


class Identity(OpenIDCodeBase):
    def exists_nonce(self, nonce, request): return False
    def get_jwt_config(self, grant): return {"key": own.as_dict(private=True), "alg": "RS256", "iss": ISSUER, "exp": 60}
    def generate_user_info(self, user, scope): return UserInfo(sub=user)


server = AuthorizationServer(app, query_client=lambda client: Client() if client == CLIENT else None,
                             save_token=lambda token, request: tokens.__setitem__(token["access_token"], request.user))
server.register_grant(CodeGrant, [CodeChallenge(required=True), Identity()])


def signed(claims, key=None, **head):
    key = key or own
    return jwt.encode({"alg": "RS256", "kid": key.kid, **head}, claims, key)


def bent(token):
    """The identity token, wrong in the one way that was asked for."""
    how = bend.get("how")
    if not how:
        return token
    claims = dict(jwt.decode(token, own).claims)
    match how:
        case "nonce": claims["nonce"] = claims["nonce"][::-1]
        case "audience": claims["aud"] = ["someone-else"]
        case "issuer": claims["iss"] = ISSUER + "/other"
        case "expired": claims["exp"] = int(time.time()) - 120
        case "level": claims["acr"] = "eidas1"
    if how == "none":
        head, body, _ = signed(claims).split(".")
        import base64, json
        return base64.urlsafe_b64encode(json.dumps({"alg": "none"}).encode()).decode().rstrip("=") + "." + body + "."
    if how == "confusion":
        # The public key, which everybody has, as if it were a shared secret.
        shared = OctKey.import_key(own.as_pem(private=False), {"kid": own.kid})
        return jwt.encode({"alg": "HS256", "kid": shared.kid}, claims, shared, algorithms=["HS256"])
    if how == "key":
        stranger = RSAKey.generate_key(2048, {"kid": own.kid})
        return signed(claims, stranger)
    return signed(claims)


@app.get("/api/v2/.well-known/openid-configuration")
def card():
    return jsonify(
        issuer=ISSUER, authorization_endpoint=ISSUER + "/authorize", token_endpoint=ISSUER + "/token", userinfo_endpoint=ISSUER + "/userinfo",
        jwks_uri=ISSUER + "/jwks", end_session_endpoint=ISSUER + "/session/end", response_types_supported=["code"],
        token_endpoint_auth_methods_supported=["client_secret_post"], id_token_signing_alg_values_supported=["RS256", "ES256", "HS256"],
        code_challenge_methods_supported=["S256"])


@app.get("/api/v2/jwks")
def jwks():
    return jsonify(keys=[own.as_dict(private=False)])


@app.get("/api/v2/authorize")
def authorize():
    known = {"response_type", "client_id", "redirect_uri", "scope", "claims", "state", "nonce", "prompt", "idp_hint", "login_hint",
             "code_challenge", "code_challenge_method"}
    if not set(request.args) <= known:
        return Response("Y000400", 400)
    if len(request.args.get("state", "")) < 32 or len(request.args.get("nonce", "")) < 32:
        return Response("state and nonce have 32 characters at least", 400)
    grant = server.get_consent_grant(end_user=bend.get("user", "sub-nadia"))
    return server.create_authorization_response(grant=grant, grant_user=bend.get("user", "sub-nadia"))


@app.post("/api/v2/token")
def token():
    answer = server.create_token_response()
    if answer.status_code == 200:
        body = answer.get_json()
        body["id_token"] = bent(body["id_token"])
        return jsonify(body)
    return answer


@app.get("/api/v2/userinfo")
def userinfo():
    user = tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
    if not user:
        return Response("unknown token", 401)
    claims = {"sub": "sub-other" if bend.get("how") == "subject" else user, "siret": "12345678901234", "iss": ISSUER, "aud": CLIENT}
    return Response(signed(claims), content_type="application/jwt")


@app.get("/api/v2/session/end")
def end():
    hint = dict(jwt.decode(request.args["id_token_hint"], own).claims)
    ended.append(hint["sub"])
    return redirect(request.args["post_logout_redirect_uri"] + "?state=" + request.args["state"], 303)


@app.post("/bend")
def set_bend():
    bend.clear()
    bend.update(request.get_json())
    return jsonify(ended=ended)


app.run("127.0.0.1", PORT)
