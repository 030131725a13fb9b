#!/usr/bin/env python3
"""Edits documents through the language server for long, and looks at its memory and its last answers.

Usage: soak-lsp.py VULNADAPT [EDITS]; 10,000 edits unless said otherwise. Fails when memory grows by more than a quarter
between the first tenth of the edits and the end, or when the server sees another text than this program does.
"""
import json
import os
import random
import subprocess
import sys
import tempfile
import threading

PROGRAM, EDITS = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
FUNCTION = "int f%d(char *p, int n)\n{\n  char b[16];\n  if (n > %d) return -1;\n  return strcpy(b, p)[n];\n}\n"
random.seed(int(os.environ.get("SEED", "1")))


class Client:
    def __init__(self, folder):
        self.process = subprocess.Popen([PROGRAM, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder,
                                        stderr=subprocess.DEVNULL, env=dict(os.environ, HOME=folder))
        self.answers, self.condition = {}, threading.Condition()
        threading.Thread(target=self.listen, daemon=True).start()

    def send(self, message):
        text = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(text), text))
        self.process.stdin.flush()

    def listen(self):
        stream = self.process.stdout
        while True:
            length = 0
            while (line := stream.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                return
            message = json.loads(stream.read(length))
            with self.condition:
                if "id" in message and "method" not in message:
                    self.answers[message["id"]] = message
                    self.condition.notify_all()

    def ask(self, identifier, method, parameters):
        self.send({"id": identifier, "method": method, "params": parameters})
        with self.condition:
            if not self.condition.wait_for(lambda: identifier in self.answers, 600):
                sys.exit("FAILED: no answer within ten minutes")
            return self.answers.pop(identifier)

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024


def main():
    with tempfile.TemporaryDirectory() as folder:
        client = Client(folder)
        client.ask("start", "initialize", {"capabilities": {}, "rootUri": "file://" + folder})
        client.send({"method": "initialized", "params": {}})
        texts = {}
        for name in ("a", "b", "c"):
            uri = f"file://{folder}/{name}.c"
            texts[uri] = "".join(FUNCTION % (i, i) for i in range(40)).split("\n")
            client.send({"method": "textDocument/didOpen", "params": {"textDocument": {
                "uri": uri, "languageId": "c", "version": 0, "text": "\n".join(texts[uri])}}})
        early = None
        for number in range(1, EDITS + 1):
            uri = random.choice(list(texts))
            lines = texts[uri]
            line = random.randrange(len(lines) - 1)
            column = random.randrange(len(lines[line]) + 1)
            if random.random() < 0.5:
                new = random.choice(["x", " ", "+ 1", "/* é */"])
                span = (column, column)
            else:
                new, span = "", (column, min(column + 3, len(lines[line])))
            lines[line] = lines[line][:span[0]] + new + lines[line][span[1]:]
            if random.random() < 0.05:
                # Back to a text that has functions.
                texts[uri] = lines = "".join(FUNCTION % (i, number) for i in range(40)).split("\n")
                changes = [{"text": "\n".join(lines)}]
            else:
                changes = [{"range": {"start": {"line": line, "character": span[0]}, "end": {"line": line, "character": span[1]}},
                            "text": new}]
            client.send({"method": "textDocument/didChange", "params": {
                "textDocument": {"uri": uri, "version": number}, "contentChanges": changes}})
            if number % 100 == 0:
                client.ask(number, "textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": 3, "character": 2}})
            if number == max(EDITS // 10, 1):
                early = client.memory()
        for uri in texts:
            client.send({"method": "textDocument/didChange", "params": {
                "textDocument": {"uri": uri, "version": EDITS + 1}, "contentChanges": [{"text": FUNCTION % (7, 7)}]}})
            answer = client.ask("last " + uri, "textDocument/hover",
                                {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 5}})
            if "f7" not in json.dumps(answer):
                sys.exit(f"FAILED: the server lost track of {uri}: {answer}")
        late = client.memory()
        client.ask("end", "shutdown", None)
        client.send({"method": "exit"})
        status = client.process.wait(60)
        print(f"{EDITS} edits: {early:.0f} MB after a tenth of them, {late:.0f} MB at the end, exit status {status}")
        sys.exit(1 if status != 0 or late > early * 1.25 else 0)


main()
