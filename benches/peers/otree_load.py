"""Robot participants of the oTree app beside this file: the load of `summitry host --rehearse 200 --tables 25`, page for page.

Each joins, and in each of ten rounds reads the page six times, says a word over the page's WebSocket, which the seven others of the
group are sent, and posts the form that leads to the next round: per participant 60 pages read and 20 actions. Everything is spread
at random over the given seconds, so that the load does not depend on how fast the answers come.

    otree_load.py PORT PARTICIPANTS SECONDS
"""

import asyncio
import html
import json
import random
import re
import sys
import time

import websockets

PORT, PARTICIPANTS, SECONDS = (int(text) for text in sys.argv[1:4])
ROUNDS, READS = 10, 6
times = {"joined": [], "page": [], "form": [], "seen": []}
sent = {}
errors = []


class Browser:
    """One connection, one cookie jar, no more of HTTP than oTree's answers need."""

    def __init__(self):
        self.streams = None
        self.cookies = {}

    async def ask(self, path, form=None, kind="application/x-www-form-urlencoded"):
        body = (form or "").encode()
        head = [f"{'GET' if form is None else 'POST'} {path} HTTP/1.1", f"Host: localhost:{PORT}", f"Content-Length: {len(body)}"]
        if form is not None:
            head.append(f"Content-Type: {kind}")
        if self.cookies:
            head.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        for attempt in range(2):
            try:
                if self.streams is None:
                    self.streams = await asyncio.open_connection("127.0.0.1", PORT)
                reader, writer = self.streams
                writer.write("\r\n".join(head).encode() + b"\r\n\r\n" + body)
                return await self.read(reader)
            except (ConnectionError, asyncio.IncompleteReadError):
                # A connection that was kept open may have been closed meanwhile.
                self.streams = None
                if attempt:
                    raise
        raise ConnectionError(path)

    async def read(self, reader):
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ")[1])
        fields = {}
        for line in lines[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                key, _, content = value.split(";")[0].partition("=")
                self.cookies[key] = content
            fields[name.lower()] = value
        text = b""
        if fields.get("transfer-encoding") == "chunked":
            while size := int(await reader.readline(), 16):
                text += (await reader.readexactly(size + 2))[:-2]
            await reader.readline()
        else:
            text = await reader.readexactly(int(fields.get("content-length", 0)))
        if fields.get("connection") == "close":
            self.streams = None
        return status, fields.get("location", ""), text.decode("utf-8", "replace")

    async def follow(self, path, form=None):
        status, location, text = await self.ask(path, form)
        while status in (302, 303, 307):
            path = re.sub(r"^https?://[^/]+", "", location)
            status, location, text = await self.ask(path)
        return status, path, text


async def listen(socket):
    async for message in socket:
        heard = time.perf_counter()
        found = re.search(r'"mark": ?"([^"]+)"', message)
        if found:
            times["seen"].append(heard - sent[found.group(1)])


async def participant(number, join, begin):
    browser = Browser()
    began = time.perf_counter()
    status, path, text = await browser.follow(join)
    times["joined"].append(time.perf_counter() - began)
    if status != 200:
        errors.append(f"join {status}")
        return
    chance = random.Random(number)
    await asyncio.sleep(max(0.0, begin - time.perf_counter()))
    pause = SECONDS / ROUNDS / (READS + 2)
    for round_number in range(ROUNDS):
        address = html.unescape(re.search(r'data-socket-url="(/live[^"]+)"', text).group(1))
        async with websockets.connect(f"ws://localhost:{PORT}{address}", max_queue=None) as socket:
            listening = asyncio.create_task(listen(socket))
            for step in range(READS):
                await asyncio.sleep(2 * pause * chance.random())
                began = time.perf_counter()
                status, _, _ = await browser.ask(path)
                times["page"].append(time.perf_counter() - began)
                if status != 200:
                    errors.append(f"page {status}")
                if step == READS // 2:
                    mark = f"{number}.{round_number}"
                    sent[mark] = time.perf_counter()
                    await socket.send(json.dumps({"mark": mark}))
            await asyncio.sleep(2 * pause * chance.random())
            listening.cancel()
        began = time.perf_counter()
        status, location, _ = await browser.ask(path, f"offer={chance.randrange(101)}")
        times["form"].append(time.perf_counter() - began)
        if status not in (302, 303):
            errors.append(f"form {status}")
            return
        status, path, text = await browser.follow(re.sub(r"^https?://[^/]+", "", location))


async def main():
    teacher = Browser()
    wanted = json.dumps({"session_config_name": "table", "num_participants": PARTICIPANTS})
    status, _, text = await teacher.ask("/api/sessions", wanted, "application/json")
    if status != 200:
        sys.exit(f"no session: {status} {text}")
    join = re.sub(r"^https?://[^/]+", "", json.loads(text)["session_wide_url"])
    began = time.perf_counter()
    begin = began + 5
    await asyncio.gather(*(participant(number, join, begin) for number in range(PARTICIPANTS)))
    print(f"{PARTICIPANTS} participants in {time.perf_counter() - began:.1f} s, {len(errors)} errors {sorted(set(errors))}")
    print("          p50       p95       greatest   milliseconds")
    for name, values in times.items():
        values.sort()
        at = [1000 * values[round(share * (len(values) - 1))] for share in (0.5, 0.95, 1.0)] if values else [0, 0, 0]
        print(f"{name:8} {at[0]:6.1f}    {at[1]:6.1f}    {at[2]:6.1f}     ({len(values)} times)")


asyncio.run(main())
