#!/usr/bin/env python3
"""Load and kills; scripts/test-load starts it.

1. wrk with 64 connections sends job descriptions to /classify until the requests are done; the sentences
   repeat, so that their vectors are cached. No error, as many runs as answers, memory flat.
2. Below saturation (2 connections): the latencies. Above it (512 connections): the statuses.
3. The server is killed under load, again and again: every run that was answered is in the store, whole,
   and `rolewise catalog verify` finds nothing.
"""

import argparse
import glob
import http.client
import json
import os
import random
import re
import sqlite3
import subprocess
import threading
import time

import server_checks as checks

SCRIPT = """
local bodies = {}
for line in io.lines(os.getenv("ROLEWISE_BODIES")) do bodies[#bodies + 1] = line end
local number = 0
local thread_count = 0
function setup(thread)
  thread:set("offset", thread_count * 7919)
  thread_count = thread_count + 1
end
function request()
  number = number + 1
  return wrk.format("POST", "/classify", {["Content-Type"] = "application/json"},
    bodies[(number + offset) % #bodies + 1])
end
local counts = {}
function response(status)
  -- Each thread prints its own counts at its end, through its globals.
  statuses = statuses or {}
  statuses[status] = (statuses[status] or 0) + 1
  text = ""
  for key, value in pairs(statuses) do text = text .. key .. "=" .. value .. " " end
end
local threads = {}
local plain_setup = setup
function setup(thread)
  plain_setup(thread)
  threads[#threads + 1] = thread
end
function done(summary, latency)
  io.write("requests ", summary.requests, "\\n")
  io.write("duration_us ", summary.duration, "\\n")
  local e = summary.errors
  io.write("errors ", e.connect + e.read + e.write, " timeouts ", e.timeout, "\\n")
  io.write("p50_us ", latency:percentile(50), " p99_us ", latency:percentile(99), "\\n")
  for _, thread in ipairs(threads) do io.write("statuses ", thread:get("text") or "", "\\n") end
end
"""


def descriptions(count, seed):
    """Bodies of ads: titles and duties of the catalog's roles, in many orders of few sentences."""
    roles = []
    for path in sorted(glob.glob(os.path.join(checks.ROOT, "data/catalog/roles/*.json"))):
        with open(path, encoding="utf-8") as file:
            roles += json.load(file)
    roles = [role for role in roles if len(role["kras"]) >= 5 and role["aliases"]]
    draw = random.Random(seed)
    some = draw.sample(roles, min(40, len(roles)))
    for _ in range(count):
        role = draw.choice(some)
        lines = [draw.choice(role["aliases"]), "", "Responsibilities"]
        lines += [f"- {duty}" for duty in draw.sample(role["kras"], 5)]
        yield json.dumps({"jd_text": "\n".join(lines)})


class Load:
    def __init__(self, server, seed):
        self.server = server
        self.script = os.path.join(server.folder, "load.lua")
        self.bodies = os.path.join(server.folder, "bodies")
        with open(self.script, "w", encoding="utf-8") as file:
            file.write(SCRIPT)
        with open(self.bodies, "w", encoding="utf-8") as file:
            for text in descriptions(2000, seed):
                file.write(text + "\n")

    def run(self, connections, seconds, threads=2):
        """wrk's figures: requests, seconds, errors, timeouts, p50 and p99 in ms, statuses."""
        done = subprocess.run(
            ["wrk", "-t", str(min(threads, connections)), "-c", str(connections), "-d", f"{seconds}s",
             "--timeout", "60s", "-s", self.script, self.server.url],
            env={**os.environ, "ROLEWISE_BODIES": self.bodies}, capture_output=True, text=True,
            check=False)
        text = done.stdout
        if done.returncode != 0 or "requests " not in text:
            raise SystemExit(f"test-load: wrk failed: {text}{done.stderr}")
        number = lambda name: float(
            re.search(rf"(?:^|\s){name} ([\d.e+]+)", text, re.M).group(1))
        statuses = {}
        for key, value in re.findall(r"(\d+)=(\d+)", text):
            statuses[int(key)] = statuses.get(int(key), 0) + int(value)
        return {
            "requests": int(number("requests")), "seconds": number("duration_us") / 1e6,
            "errors": int(number("errors")), "timeouts": int(number("timeouts")),
            "p50": number("p50_us") / 1000, "p99": number("p99_us") / 1000, "statuses": statuses,
        }


def rows(db, query):
    connection = sqlite3.connect(db, timeout=60)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def verify(db):
    done = subprocess.run(
        [checks.ROLEWISE, "catalog", "verify", "--db", db], capture_output=True, text=True,
        check=False)
    return [] if done.returncode == 0 else [f"catalog verify: {done.stderr.strip()}"]


def settle(server):
    """Waits until nothing is at work: wrk leaves requests behind when its time is over."""
    while True:
        text = server.get("/metrics")[1].decode()
        left = re.findall(r'rolewise_admission_(?:running|waiting){kind="classification"} (\d+)', text)
        if all(value == "0" for value in left):
            return
        time.sleep(0.05)


def answers(server):
    """How often /classify was answered with 200, as the server counts."""
    found = re.search(r'rolewise_http_requests_total{route="/classify",method="POST",status="200"} '
                      r"(\d+)", server.get("/metrics")[1].decode())
    return int(found.group(1)) if found else 0


def refusals(server):
    """How many requests were refused for which reason, as the server counts."""
    found = re.findall(r'rolewise_admission_refusals_total\{([^}]*)\} (\d+)',
                       server.get("/metrics")[1].decode())
    return {labels: int(count) for labels, count in found}


def throughput(server, load, requests):
    problems = []
    # Once through the texts: from then on every sentence's vector is cached.
    load.run(8, 5)
    settle(server)
    total = answered = 0
    memory = {}
    start = time.monotonic()
    seen = rows(server.db, "SELECT count(*) FROM runs")[0][0]
    served = answers(server)
    marks = [requests // 20, requests // 2, requests]
    print(f"test-load: {seen} runs before", flush=True)
    while total < requests:
        result = load.run(64, 5)
        settle(server)
        total += result["requests"]
        answered += result["statuses"].get(200, 0)
        others = {k: v for k, v in result["statuses"].items() if k != 200}
        if others or result["errors"] or result["timeouts"]:
            problems.append(f"64 connections: {others}, {result}, refused: {refusals(server)}")
        while marks and total >= marks[0]:
            memory[marks.pop(0)] = server.resident_kib() / 1024
    seconds = time.monotonic() - start
    stored = rows(server.db, "SELECT count(*) FROM runs WHERE status IN ('completed', 'rejected')")
    stored = stored[0][0] - seen
    # wrk does not count what it had sent when its time was over; the server does.
    served = answers(server) - served
    if stored != served or served < answered:
        problems.append(f"{answered} answered, {served} by the server's count, {stored} stored")
    print(f"test-load: 64 connections: {total} requests in {seconds:.0f} s "
          f"({total / seconds:.0f}/s), {answered} answered with 200, {stored} more runs stored, "
          "resident MiB " + ", ".join(f"{k}: {v:.0f}" for k, v in memory.items()), flush=True)
    values = list(memory.values())
    if values[-1] > 1.25 * values[0] + 32:
        problems.append(f"memory grew: {memory}")
    return problems


def latencies(server, load):
    problems = []
    below = load.run(2, 15)
    settle(server)
    ratio = below["p99"] / below["p50"]
    print(f"test-load: 2 connections: p50 {below['p50']:.1f} ms, p99 {below['p99']:.1f} ms "
          f"({ratio:.1f} times), {below['requests'] / below['seconds']:.0f}/s", flush=True)
    if ratio > 4:
        problems.append(f"p99 is {ratio:.1f} times p50 below saturation")
    above = load.run(512, 15)
    settle(server)
    print(f"test-load: 512 connections: statuses {above['statuses']}, {above['errors']} errors, "
          f"{above['timeouts']} time-outs, p50 {above['p50']:.1f} ms", flush=True)
    if above["timeouts"] or set(above["statuses"]) - {200, 429, 503}:
        problems.append(f"above saturation: {above}")
    if not set(above["statuses"]) & {429, 503}:
        problems.append("above saturation nothing was refused")
    return problems


class Caller(threading.Thread):
    """Sends job descriptions and remembers which runs were answered."""

    def __init__(self, port, bodies, seed):
        super().__init__(daemon=True)
        self.port = port
        self.bodies = bodies
        self.draw = random.Random(seed)
        self.answered = []
        self.ends = False

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while not self.ends:
            try:
                connection.request("POST", "/classify", self.draw.choice(self.bodies),
                                   {"Content-Type": "application/json"})
                response = connection.getresponse()
                body = response.read()
                if response.status == 200:
                    self.answered.append(json.loads(body)["run_id"])
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                connection.close()
                time.sleep(0.02)


def kills(server, load, count, seed):
    problems = []
    draw = random.Random(seed)
    with open(load.bodies, encoding="utf-8") as file:
        bodies = file.read().splitlines()
    answered = set()
    for number in range(count):
        callers = [Caller(server.port, bodies, draw.random()) for _ in range(16)]
        for caller in callers:
            caller.start()
        time.sleep(draw.uniform(0.2, 2))
        server.kill()
        for caller in callers:
            caller.ends = True
        for caller in callers:
            caller.join()
            answered |= set(caller.answered)
        stored = {i for (i,) in rows(
            server.db, "SELECT id FROM runs WHERE status IN ('completed', 'rejected')")}
        lost = answered - stored
        if lost:
            problems.append(f"kill {number}: answered and lost: {sorted(lost)[:5]}")
        problems += verify(server.db)
        server.start()
    print(f"test-load: {count} kills, {len(answered)} runs answered before them, "
          f"{len(problems)} problems", flush=True)
    return problems


def ending(server):
    problems = verify(server.db)
    code = server.terminate()
    return problems + ([f"SIGTERM: exit {code}: {server.errors()[-500:]}"] if code != 0 else [])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--embedder", default="encoder")
    parser.add_argument("seed", type=int, nargs="?", default=random.SystemRandom().randrange(1 << 32))
    options = parser.parse_args()
    # Asked for after the kills alone, long after the start.
    checks.require(checks.ROLEWISE)
    print(f"test-load: seed {options.seed}", flush=True)
    problems = []
    if options.requests:
        with checks.Server("--embedder", options.embedder) as server:
            server.start()
            load = Load(server, options.seed)
            problems += throughput(server, load, options.requests)
            problems += latencies(server, load)
            problems += ending(server)
    # A store of its own: all of it is looked through after every kill.
    with checks.Server("--embedder", options.embedder) as server:
        server.start()
        problems += kills(server, Load(server, options.seed), options.kills, options.seed)
        problems += ending(server)
    for problem in problems:
        print(f"test-load: FAILED: {problem}")
    raise SystemExit(1 if problems else 0)


if __name__ == "__main__":
    main()
