#!/usr/bin/env python3
"""Generated and malformed requests against a server; scripts/test-http starts it."""

import os
import random
import socket
import subprocess
import sys
import time

import server_checks as checks

GOOD = b'{"jd_text": "Backend Engineer\\nResponsibilities\\n- Builds services."}'
PATHS = [b"/classify", b"/skills/extract-from-jd", b"/skills/extract-details", b"/runs",
         b"/runs/x", b"/queues/skills", b"/queues/kras/decisions", b"/reviews/1/undo", b"/audit",
         b"/ui/history", b"/ui/new", b"/ui/sign-in", b"/ui/events/1", b"/metrics", b"/", b"/healthz"]
METHODS = [b"GET", b"POST", b"PUT", b"DELETE", b"HEAD", b"OPTIONS", b"PATCH", b"BREW", b"get", b""]


def noise(draw, most):
    return bytes(draw.randrange(256) for _ in range(draw.randrange(most)))


def nested(draw):
    depth = draw.randrange(1, 20000)
    return draw.choice([b"[", b'{"jd_text":', b'[{"a":']) * depth


def body(draw):
    kind = draw.randrange(8)
    if kind == 0:
        return noise(draw, 400)
    if kind == 1:
        return nested(draw)
    if kind == 2:
        return GOOD[:draw.randrange(len(GOOD))]
    if kind == 3:
        cut = draw.randrange(len(GOOD))
        return GOOD[:cut] + noise(draw, 6) + GOOD[cut:]
    if kind == 4:
        return GOOD.decode().encode(draw.choice(["utf-16", "utf-16-le", "utf-32"]))
    if kind == 5:
        return b'{"jd_text": ' + draw.choice(
            [b"null", b"1e999", b"[]", b'"\\ud800"', b'"\\u0000"', b"{}", b"-", b"NaN"]) + b"}"
    if kind == 6:
        return b'{"run_id": "' + noise(draw, 40).replace(b'"', b"") + b'"}'
    return b"jd_text=%" + noise(draw, 20) + b"&csrf_token=" + noise(draw, 20)


def request(draw):
    """The bytes of a request that is wrong in some way."""
    kind = draw.randrange(10)
    if kind == 0:
        return noise(draw, 300)
    content = body(draw)
    path = draw.choice(PATHS)
    if draw.random() < 0.2:
        path += draw.choice([b"?limit=-1", b"?cursor=%", b"?a=b&a=c", b"/%2e%2e", b"/\xff", b"%00",
                             b"?" + noise(draw, 20).replace(b" ", b"").replace(b"\n", b""), b"//",
                             b"/" + b"a" * draw.randrange(9000)])
    method = draw.choice(METHODS)
    lines = [method + b" " + path + b" " + draw.choice(
        [b"HTTP/1.1", b"HTTP/1.1", b"HTTP/1.1", b"HTTP/1.1", b"HTTP/1.0", b"HTTP/9.9", b""])]
    lines.append(draw.choice([b"Host: localhost", b"Host: localhost", b"Host: a.example", b"Host:"]))
    lines.append(b"Content-Type: " + draw.choice(
        [b"application/json", b"application/json", b"text/plain", b"", noise(draw, 20),
         b"application/x-www-form-urlencoded", b"application/json; charset=latin1"]))
    length = len(content)
    if kind == 1:
        length = draw.choice([-1, length + 7, max(0, length - 3), 10 ** 12, 10 ** 30])
    if kind == 2:
        lines.append(b"Transfer-Encoding: chunked")
        content = draw.choice([b"zz\r\n", b"5\r\nabc", b"ffffffffffffffff\r\n", b"0\r\n\r\n"])
    elif kind != 3:
        lines.append(b"Content-Length: %d" % length)
    if kind == 4:
        lines.append(draw.choice(
            [b"Content-Length: 3", b"Content-Encoding: gzip", b"Idempotency-Key: " + noise(draw, 30),
             b"Idempotency-Key: " + b"k" * 300, b"Authorization: Bearer " + noise(draw, 30),
             b"X-API-Key: rw_x", b"Cookie: rolewise_session=" + noise(draw, 30), b": a", b"a",
             b"Expect: 100-continue", b"Origin: http://a.example", b"Upgrade: websocket"]))
    if kind == 5:
        lines += [b"X-%d: " % n + b"v" * 100 for n in range(draw.randrange(1200))]
    lines.append(b"Connection: close")
    return b"\r\n".join(lines) + b"\r\n\r\n" + content


def exchange(port, data, draw):
    """Sends bytes and reads to the end; the status, None where the connection just ended."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        try:
            connection.sendall(data)
            # What is still owed will not come.
            connection.shutdown(socket.SHUT_WR)
            answer = b""
            while part := connection.recv(65536):
                answer += part
        except TimeoutError:
            raise
        except OSError:
            # The server closed while there was still something to say.
            return None
    for head in answer.split(b"HTTP/1.1 ")[1:]:
        status = int(head[:3])
        if status >= 200:
            return status
    return None


def malformed(server, seed, count):
    draw = random.Random(seed)
    statuses = {}
    bad = []
    start = time.monotonic()
    for number in range(count):
        data = request(draw)
        try:
            status = exchange(server.port, data, draw)
        except TimeoutError:
            status = "hang"
        except ConnectionRefusedError:
            status = "refused"
        statuses[status] = statuses.get(status, 0) + 1
        if isinstance(status, str) or (status or 0) >= 500:
            bad.append((number, status, data[:300]))
        if status == "refused":
            break
    for number, status, data in bad[:10]:
        print(f"test-http: request {number} gave {status}: {data!r}")
    alive = server.process.poll() is None and server.get("/healthz")[0] == 200
    counts = ", ".join(f"{key}: {value}" for key, value in sorted(statuses.items(), key=str))
    print(f"test-http: {sum(statuses.values())} malformed requests in "
          f"{time.monotonic() - start:.0f} s ({counts}); {len(bad)} bad; "
          f"the server is {'alive' if alive else 'gone'}")
    return alive and not bad


def generated(server, schemathesis, seed):
    command = [
        schemathesis, "--config-file", os.path.join(os.path.dirname(os.path.abspath(__file__)), "schemathesis.toml"),
        "run", f"{server.url}/openapi.yaml", "--checks", "all",
        "--phases", "examples,coverage,fuzzing", "--max-examples", "60", "--seed", str(seed),
        # The service is open on this machine: that it answers without a key is no breach.
        "--exclude-checks", "ignored_auth", "--request-timeout", "60",
        # One thread: CPython 3.11 can fail to parse a module in two at once ("AST constructor recursion
        # depth mismatch").
        "--workers", "1",
        "--suppress-health-check", "all", "--no-color",
    ]
    done = subprocess.run(command, cwd=server.folder, check=False)
    return done.returncode == 0


def main():
    schemathesis = sys.argv[1]
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(1 << 32)
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    print(f"test-http: seed {seed}", flush=True)
    with checks.Server("--embedder", "hashing") as server:
        server.start()
        good = generated(server, schemathesis, seed)
        good = malformed(server, seed, count) and good
        code = server.terminate()
        if code != 0:
            print(f"test-http: the server ended with {code}: {server.errors()[-2000:]}")
        sys.exit(0 if good and code == 0 else 1)


main()
