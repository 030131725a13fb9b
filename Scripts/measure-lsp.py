#!/usr/bin/env python3
"""Measures how long an editor waits for the language server, over standard input and output as editors do.

Opens a file of 3,000 lines (the sample projects one after the other, or --file), then edits it again and again, and
waits for the diagnostics of each version. Times include the model's reading (first), the wait after an edit (50 ms by
default) and the pipe.

  Scripts/measure-lsp.py --program .build/release/vulnadapt --model MODEL [--file FILE] [--edits 20] [--threshold X]
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Client:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def send(self, message):
        content = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while (line := self.process.stdout.readline().strip()):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length, "the server ended"
        return json.loads(self.process.stdout.read(length))

    def diagnostics(self, version):
        while True:
            message = self.receive()
            if message.get("method") == "window/showMessage":
                raise SystemExit(message["params"]["message"])
            if message.get("method") == "textDocument/publishDiagnostics" \
                    and message["params"].get("version") == version:
                return message["params"]["diagnostics"]


def sample(lines):
    text = "".join(path.read_text() for path in sorted(ROOT.glob("Samples/*kit/*.c")))
    return "\n".join(text.split("\n")[:lines]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--file")
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--threshold")
    arguments = parser.parse_args()
    text = pathlib.Path(arguments.file).read_text() if arguments.file else sample(3_000)
    command = [arguments.program, "lsp", "--model", arguments.model]
    if arguments.threshold:
        command += ["--threshold", arguments.threshold]
    client = Client(command)
    client.send({"id": 1, "method": "initialize", "params": {"capabilities": {}}})
    client.receive()
    client.send({"method": "initialized", "params": {}})
    uri = "file:///measured.c"
    start = time.perf_counter()
    client.send({"method": "textDocument/didOpen", "params": {
        "textDocument": {"uri": uri, "languageId": "c", "version": 0, "text": text}}})
    found = client.diagnostics(0)
    print(f"{text.count(chr(10))} lines, {sum(d['code'] == 'suspect-function' for d in found)} suspects")
    print(f"first diagnostics: {(time.perf_counter() - start) * 1000:.0f} ms")
    times = []
    body = text.split("\n").index("{") + 1
    for version in range(1, arguments.edits + 1):
        place = {"line": body, "character": 0}
        start = time.perf_counter()
        client.send({"method": "textDocument/didChange", "params": {
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": [{"range": {"start": place, "end": place}, "text": f"  v += {version};\n"}]}})
        client.diagnostics(version)
        times.append((time.perf_counter() - start) * 1000)
    print(f"after an edit: median {statistics.median(times):.0f} ms, longest {max(times):.0f} ms")
    client.send({"id": 2, "method": "shutdown"})
    client.send({"method": "exit"})
    client.process.wait(timeout=10)


if __name__ == "__main__":
    main()
