#!/usr/bin/env python3
"""Drives an HTML scan report in headless Chromium and checks what a reader would see.

    Scripts/test-html-report.py PROGRAM [--screenshots FOLDER]

Makes a project of 5,000 functions and some hostile ones, scans it with PROGRAM and a small model trained on
Samples, opens the page over the DevTools protocol (through a pipe, no packages needed), and checks layout,
search, sort, keyboard, speed, escaping, and that nothing is requested and nothing lands on the console.
"""
import argparse
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOSTILE = [
    b"</script><script>window.hacked=1</script>",
    b"\"'><img src=x onerror=window.hacked=1>",
    "x\u202ey\u2066z\u2028".encode(),
    b"bytes \xff\xfe\x80",
    b"\x1b[2J\x7f\x01",
    b"{{name}} {{{name}}} <!-- ]]> &amp;",
]
failures = []


def check(condition, message):
    print(("ok      " if condition else "FAILED  ") + message)
    if not condition:
        failures.append(message)


class Browser:
    """Chromium behind --remote-debugging-pipe: JSON messages that end with NUL."""

    def __init__(self, program, profile):
        to_child, self.send_to = os.pipe()
        self.receive_from, from_child = os.pipe()

        def place_pipes():
            # High numbers first, so that neither pipe is closed by the other's move to 3 or 4.
            first, second = os.dup2(to_child, 61), os.dup2(from_child, 62)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--disable-dev-shm-usage", "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"],
            close_fds=False, preexec_fn=place_pipes, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        os.close(to_child)
        os.close(from_child)
        self.number, self.buffer, self.events, self.session = 0, b"", [], None

    def read(self):
        while b"\0" not in self.buffer:
            part = os.read(self.receive_from, 1 << 16)
            if not part:
                sys.exit("test-html-report: Chromium ended early")
            self.buffer += part
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.send_to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def open(self, url, width, height, scheme="light"):
        if self.session is None:
            target = self.call("Target.createTarget", url="about:blank")["targetId"]
            self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            for domain in ["Page", "Runtime", "Network", "Log"]:
                self.call(domain + ".enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.events.clear()
        self.call("Page.navigate", url=url)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.read())

    def value(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def key(self, key, code=None):
        extra = {"text": key} if len(key) == 1 else {}
        for kind in ["keyDown", "keyUp"]:
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=code or key, **extra)

    def type(self, text):
        for character in text:
            self.key(character)

    def shot(self, path):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))

    def close(self):
        try:
            self.session = None
            self.call("Browser.close")
        finally:
            self.process.wait(timeout=20)


def make_project(folder, count):
    """`count` functions from Samples with new names, in files of 50, and one with a hostile name and content each."""
    originals = []
    for file in sorted((ROOT / "Samples/netkit").glob("*.c")):
        lines = file.read_text().split("\n")
        starts = [i for i, line in enumerate(lines) if line == "{"]
        for start in starts:
            end = next((i for i in range(start, len(lines)) if lines[i] == "}"), None)
            if end:
                originals.append("\n".join(lines[start:end + 1]))
    for number in range(0, count, 50):
        path = folder / f"part{number // 1000}/file{number:05}.c"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(
            f"static int function_{i:05}(const char *input, int length)\n{originals[i * 7 % len(originals)]}\n"
            for i in range(number, min(number + 50, count))))
    for index, name in enumerate(HOSTILE):
        body = b"int hostile_%d(char *p, int n)\n{\n  memcpy(p, \"" % index + name.replace(b'"', b'\\"')
        body += b"\", n); // " + name.replace(b"\n", b" ") + b"\n  return p[n];\n}\n"
        file = os.fsencode(folder) + b"/" + name.replace(b"/", b"_") + b".c"
        with open(file, "wb") as out:
            out.write(body)
    deep = os.fsencode(folder) + b"/" + b"/".join([b"long" * 50] * 18)
    os.makedirs(deep)
    with open(deep + b"/a.c", "wb") as out:
        out.write(b"int hostile_long(char *p) { return *p; }\n")


def console_problems(browser):
    problems = []
    for event in browser.events:
        method, params = event.get("method"), event.get("params", {})
        if method == "Runtime.exceptionThrown":
            problems.append(params["exceptionDetails"].get("text", "exception"))
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            problems.append(str(params["args"])[:200])
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            problems.append(params["entry"]["text"])
    return problems


def requests(browser):
    return [event["params"]["request"]["url"][:100] for event in browser.events
            if event.get("method") == "Network.requestWillBeSent"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("--screenshots", type=pathlib.Path)
    arguments.add_argument("--model", help="use this model; otherwise one is trained")
    options = arguments.parse_args()
    chromium = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    if chromium is None:
        print("test-html-report: skipped: Chromium is missing (apt-get install chromium)")
        return
    work = pathlib.Path(tempfile.mkdtemp(prefix="vulnadapt-html-"))
    browser = None
    try:
        project, page, model = work / "project", work / "report.html", options.model or str(work / "m.vulnmodel")
        project.mkdir()
        make_project(project, 5000)
        if not options.model:
            subprocess.run([options.program, "train", "--labeled", "Samples/pixkit", "--unlabeled", "Samples/netkit",
                            "--preset", "small", "-o", model, "--quiet"], cwd=ROOT, check=True)
        start = time.time()
        # Copies of a few samples would be a few rows.
        subprocess.run([options.program, "scan", str(project), "--model", model, "--output", f"html={page}", "--quiet",
                        "--top", "0", "--all-alike"], check=True)
        print(f"        scan and report {time.time() - start:.1f} s, page {page.stat().st_size / 1e6:.1f} MB")
        browser = Browser(chromium, work / "profile")
        start = time.time()
        browser.open(page.as_uri(), 1440, 900)
        print(f"        page loaded in {time.time() - start:.2f} s")

        total = browser.value("document.getElementById('count').textContent")
        check(int(total) == 5000 + len(HOSTILE) + 1, f"all functions are there ({total})")
        check(browser.value("document.querySelectorAll('#rows .row').length") < 60, "rows are made in windows")
        check(browser.value("document.documentElement.scrollWidth <= innerWidth"), "the page is not wider than the window")
        check(browser.value("getComputedStyle(document.querySelector('.work')).gridTemplateColumns.split(' ').length") == 2,
              "list and source stand side by side")
        check(browser.value("document.querySelector('#detail h2').textContent.length") > 0, "the first function is open")
        check(browser.value("document.querySelectorAll('#detail .hot-code').length") > 0, "statements have a heat")
        check(browser.value("document.querySelectorAll('#detail .kC, #detail .kB').length") > 0, "the source is coloured")
        if options.screenshots:
            options.screenshots.mkdir(parents=True, exist_ok=True)
            browser.shot(options.screenshots / "light.png")

        first = browser.value("document.querySelector('#rows .row[aria-selected=true] .name').textContent")
        browser.value("document.getElementById('grid').focus()")
        browser.key("ArrowDown")
        browser.key("j")
        check(browser.value("document.querySelector('#rows [aria-selected=true]').dataset.index") == "2", "arrow and j move down")
        browser.key("End")
        check(browser.value("document.querySelector('#rows [aria-selected=true]').dataset.index") == str(int(total) - 1),
              "End goes to the last row")
        check(browser.value("(() => { const r = document.querySelector('#rows [aria-selected=true]').getBoundingClientRect(),"
                            " g = document.getElementById('grid').getBoundingClientRect();"
                            " return r.top >= g.top && r.bottom <= g.bottom + 1; })()"), "the last row is in view")
        browser.key("Home")
        check(browser.value("document.querySelector('#rows [aria-selected=true] .name').textContent") == first, "Home goes back")
        browser.key("Enter")
        check(browser.value("document.activeElement.id") == "detail", "Enter goes to the source")
        browser.key("Escape")
        check(browser.value("document.activeElement.id") == "grid", "Escape goes back to the table")
        browser.key("/", "Slash")
        check(browser.value("document.activeElement.id") == "search", "/ goes to the search")
        browser.type("function_0123")
        check(browser.value("document.getElementById('count').textContent") == f"10 of {total}", "search narrows the table")
        browser.value("document.getElementById('search').value = 'no such thing'; document.getElementById('search')"
                      ".dispatchEvent(new Event('input'))")
        check(browser.value("!document.getElementById('none').hidden"), "an empty search says so")
        browser.value("document.getElementById('clear').click()")
        check(browser.value("document.getElementById('count').textContent") == total, "and can be cleared")
        browser.value("document.querySelector('[data-key=lines] button').click()")
        lines = browser.value("[...document.querySelectorAll('#rows .row')].slice(0, 20)"
                              ".map(row => Number(row.lastElementChild.textContent))")
        longest = browser.value("Math.max(...JSON.parse(document.getElementById('functions').textContent)"
                                ".functions.map(item => item.endLine - item.line + 1))")
        check(lines == sorted(lines, reverse=True) and lines[0] == longest, "sorting by length puts long functions first")
        check(browser.value("document.querySelector('[data-key=lines]').getAttribute('aria-sort')") == "descending",
              "the heading says how it is sorted")
        took = browser.value(
            "(() => { const s = document.getElementById('search'); const t = performance.now();"
            " for (const word of ['f', 'fu', 'fun', 'func', '']) { s.value = word; s.dispatchEvent(new Event('input')); }"
            " return (performance.now() - t) / 5; })()")
        check(took < 100, f"a key in the search takes {took:.1f} ms with {total} functions")
        took = browser.value(
            "(async () => { const g = document.getElementById('grid'); let worst = 0;"
            " for (let i = 0; i < 30; i += 1) { const t = performance.now(); g.scrollTop = i * 6000;"
            " await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame);"
            " worst = Math.max(worst, performance.now() - t); } return worst; })()")
        check(took < 200, f"the slowest of 30 jumps takes {took:.0f} ms")
        check(browser.value("document.querySelectorAll('#rows .row').length") < 60, "rows are still made in windows")

        browser.value("document.querySelector('[data-key=name] button').click(); document.getElementById('search').value ="
                      " 'hostile_'; document.getElementById('search').dispatchEvent(new Event('input'))")
        rows = browser.value("document.querySelectorAll('#rows .row').length")
        check(rows == len(HOSTILE) + 1, "hostile functions are found")
        for index in range(rows):
            browser.value(f"document.querySelector('#rows [data-index=\"{index}\"]').click()")
            text = browser.value("document.querySelector('#detail').textContent")
            check("hostile_" in text and not any(ord(c) < 32 and c not in "\n\t" or 0x7f <= ord(c) < 0xa0 or ord(c) in (0x202e, 0x2066)
                                                 for c in text), f"hostile function {index} shows, its characters escaped")
        check(browser.value("typeof window.hacked") == "undefined", "no code of the project has run")
        check(browser.value("document.querySelectorAll('img').length") == 0, "no element of the project was made")
        check(browser.value("document.documentElement.scrollWidth <= innerWidth"), "long names do not widen the page")
        if options.screenshots:
            browser.value("document.querySelector('#rows [data-index=\"2\"]').click()")
            browser.shot(options.screenshots / "hostile.png")
        check(requests(browser) == [page.as_uri()], "nothing but the page was requested")
        check(console_problems(browser) == [], f"nothing on the console {console_problems(browser)[:3]}")

        browser.open(page.as_uri(), 1440, 900, "dark")
        dark = browser.value("getComputedStyle(document.body).backgroundColor")
        browser.value("document.getElementById('theme').click()")
        light = browser.value("getComputedStyle(document.body).backgroundColor")
        check(dark != light, "dark and light differ, and the button switches")
        if options.screenshots:
            browser.value("document.getElementById('theme').click()")
            browser.shot(options.screenshots / "dark.png")
        browser.open(page.as_uri(), 420, 800)
        check(browser.value("document.documentElement.scrollWidth <= innerWidth"), "a narrow window needs no scrolling sideways")
        if options.screenshots:
            browser.shot(options.screenshots / "narrow.png")
        check(console_problems(browser) == [], "nothing on the console in dark and narrow windows")
    finally:
        if browser:
            browser.close()
        shutil.rmtree(work, ignore_errors=True)
    print(f"{len(failures)} failed" if failures else "all passed")
    sys.exit(1 if failures else 0)


main()
