#!/usr/bin/env python3
"""Writes good inputs for each reader, and words that mean something to it, for Scripts/fuzz-coverage.py.

usage: make-fuzz-seeds.py FOLDER VULNADAPT
"""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BASELINE = {"vulnadaptBaseline": 1, "entries": [
    {"file": "src/a.c", "fingerprint": "0" * 31 + "1", "function": "f"}]}
TEXTS = {
    "baseline": [json.dumps(BASELINE, indent=2), '{"vulnadaptBaseline":1,"entries":[]}'],
    "configuration": [
        "model: models/here.vulnmodel\nthreshold: 0.50\ntop: 30\nformat: json\n",
        'fail-on: count:1\nbaseline: "accepted.json"\nsuppressions: false\n---\n', "a: &x [1, 2]\nb: *x\n"],
    "experiment": [
        "pairs:\n  - labeled: [a, b]\n    target: c\nmethods:\n  - vuld\n  - {id: ddan, label: D, settings: {maximumSteps: 9}}\n"
        "protocols: [honest, parity]\nseeds: 3\npreset: small\ngrid: {learningRate: [0.1, 0.2]}\nbudget: 2\n"],
    "messages": ["fix(es|ed)? .*overflow\nFix an overflow (CVE-2011-3464)\n", "(a*)*c|[^a-z]{2,3}?\\b$\naaaa aac\n"],
    "labels-csv": ['path,function,line,label,cwe,cve\na.c,f,12,1,CWE-787,CVE-2020-1\n"b""c.c",g,,0,,\n'],
    "labels-jsonl": ['{"path":"a.c","function":"f","line":1,"label":1}\n{"path":"b.c","label":0,"cwe":"x"}\n'],
    "c-text": [
        "// vulnadapt: ignore: x\nint f(char *p)\n{\n#if A\n  if (*p) return '\\n';\n#else\n  for (;;) ;\n"
        "#endif\n  return strcpy(p, \"a\")[0];\n}\n", "int old(a, b) char *a; { goto x; x: return b; }\n"],
}
ID = "a" * 40
# One answer of each command, in the order of the reader's commands: rev-list, diff-tree, cat-file, ls-tree, log, rev-parse, config.
GIT_ANSWERS = [
    f"commit {ID}\n{ID}\0\0001600000000\0A\0fix CVE-2020-1\n\0",
    f"{ID}\0:000000 100644 {'0' * 40} {ID} A\0a.c\0",
    f"{ID} blob 26\nint f(char *p) {{ return 1; }}\n{ID} missing\n", f"100644 blob {ID}\ta.c\0",
    f"commit {ID}\n{ID} {'b' * 40}\n1600000000\nfix an overflow\n\0", ID + "\n", "remote.o.url\nhttps://h/p.git\0"]
OSV = ('{"id":"OSV-2021-1","modified":"2021-02-03T04:05:06Z","published":"2021-02-03T04:05:06Z","aliases":["CVE-2021-1"],'
       '"affected":[{"ranges":[{"type":"GIT","repo":"https://h/p.git","events":[{"introduced":"0"},{"fixed":"' + ID + '"}]}],'
       '"database_specific":{"fixed_range":"' + ID + ":" + ID + '"}}],"database_specific":{"cwe_ids":["CWE-787"]}}')
TEXTS["git"] = ["=".join(GIT_ANSWERS)]
TEXTS["osv"] = [OSV, '{"vulns":[' + OSV + "]}", "id: OSV-1\naffected:\n- ranges:\n  - type: GIT\n    events: [{fixed: " + ID + "}]\n"]
TEXTS["agreement"] = [
    "static int *f(int a, char *b[3]) { if (a) return 0; return g(); }\n", "int (*f(int a))(int) { return 0; }\n",
    "#if A\nint f(void)\n#else\nlong f(int a)\n#endif\n{ return 1; }\nint old(a, b) char *a; { return b; }\n",
    'extern "C" { struct s { int a; } x = { 1 }; int g() { return 0; } }\n__attribute__((cold)) void h(void) {}\n']
TEXTS["ignore"] = ["# a\n*.o\n!keep.o\n/build/\ndoc/**/*.[ch]\n**/x?\n\\ \n\nbuild/a.c\nkeep.o\ndoc/a/b/x.c\n"]
TEXTS["wording"] = [
    "security: [\"use after free*\", ..., =RCE]\nfixes:\n  - mend\ntraps: [\"c++ 11\"]\n\nMend a use-after-freed thing (CVE-2020-1234)\n",
    "fixes: [x]\n\n" + ID + " CVE-2020-1 # why\n" + ID[:9] + ",words\n"]
TEXTS["scoring"] = [
    "int f(char *p, size_t n)\n{\n  char b[16];\n  size_t m = n - 4;\n  if (n > sizeof(b)) return -1;\n  memcpy(b, p, m);\n"
    "  p = realloc(p, n * 2);\n  free(p);\n  for (i = 0; i <= 16; i++) b[i] = *p++;\n  return sprintf(b, p);\n}\n",
    "static int g(struct s *s)\n{\n  char *q = malloc(s->n + 1);\n  int r = read(s->fd, q, s->n);\n  if (r < 0) goto fail;\n"
    "  strcpy(q + r, s->name);\n  scanf(\"%s\", q);\n  alloca(r);\n  return g(s->next);\nfail:\n  return -1;\n}\n"]
WORDS = {
    "baseline": ['\\"file\\"', '\\"fingerprint\\"', '\\"function\\"', '\\"entries\\"', "\\\\ud800", "null", "1e9"],
    "configuration": ["model:", "top:", "fail-on:", "count:", "<<: ", "&a ", "*a", "!!int ", "---\\x0a", "|\\x0a"],
    "experiment": ["pairs:", "- labeled: ", "target: ", "methods: [", "seeds: ", "grid: {", "settings: ", "? ", "&a ", "*a"],
    "messages": ["(?:", "(?i)", "[^", "{2,3}", "*?", "\\\\b", "\\\\w", "CVE-2020-1234", "CWE-787", "^", "$", "|"],
    "labels-csv": ["path", "function", "line", "label", "cwe", "cve", '\\"\\"', "CVE-2020-1"],
    "labels-jsonl": ['\\"path\\":', '\\"function\\":', '\\"line\\":', '\\"label\\":', "true", "1e999"],
    "c-text": ["#if", "#else", "#endif", "/*", "*/", "\\\\\\x0a", "vulnadapt: ignore", "switch", "case", "%:", "??/"],
    "agreement": ["#if", "#else", "#endif", "__attribute__((a))", "static ", "struct s ", "(void)", "[[a]]", "*(*", "int a"],
    "git": [ID, "commit ", " missing\\x0a", ":100644 ", " blob ", "\\x00", "=", "tree "],
    "osv": ['\\"events\\":[', '\\"fixed\\":', '\\"ranges\\":', '\\"withdrawn\\":', "fixed_range", "- ", ": ", "&a ", "*a"],
    "wording": ["security:", "fixes:", "traps:", "...", "*", "=", "- ", "&a ", "*a", "? ", "CVE-2020-1234", "\\x0a\\x0a", "#"],
    "points": ['\\"F32\\"', '\\"shape\\":[', "source.z", "target.label", "source.names", "__metadata__", "-1"],
    "ignore": ["**/", "/**", "!", "[!a-z]", "[[:alpha:]]", "\\\\ ", "\\x0a\\x0a", "*"],
    "run": ["\\x00", '\\"version\\":1', "1e308", "-1", '\\"nan\\"', '\\"inf\\"', "target,", '\\"event\\":\\"step\\"', '\\"figures\\":['],
    "scoring": ["memcpy(", "sizeof(", "free(", "realloc(", "strcpy(", "malloc(", "alloca(", "if (n > ", "return -1;", "goto ", "while (",
                "scanf(", "%s", "sprintf(", " - 1", "[i]", "<= ", "for (", "*p++"],
    "adaptation": ["\\xff\\xff\\xff\\xff\\x7f", "\\x00\\x00\\x00\\x00\\x00\\x00\\xf0\\x7f"],
    "mended": ["\\xff\\xff\\xff\\xff\\x7f"],
    "history": ["\\xff\\xff\\xff\\xff\\x7f"],
    "checkpoint": ['\\"F32\\"', '\\"shape\\":[', '\\"data_offsets\\":[', "__metadata__", "identity", "progress"],
    "lsp": ["Content-Length: ", "\\x0d\\x0a\\x0d\\x0a", '\\"method\\":', '\\"params\\":', "textDocument/didOpen",
            "textDocument/hover", '\\"range\\":', '\\"line\\":', "$/cancelRequest"],
    "model": ['\\"F32\\"', '\\"shape\\":[', '\\"data_offsets\\":[', "__metadata__", "1e999", "\\\\u0000"],
    "cache": ["\\xff\\xff\\xff\\xff\\x7f", "\\x00\\x00\\x80\\x3f"],
    "snapshot": ["\\xff\\xff\\xff\\xff\\x7f", "\\x00\\x00\\x80\\x3f"],
}


def message(method, **members):
    text = json.dumps({"jsonrpc": "2.0", "method": method, **members})
    return f"Content-Length: {len(text.encode())}\r\n\r\n{text}"


def language_server():
    uri = "file:///w/a.c"
    document = {"uri": uri, "languageId": "c", "version": 1}
    at = {"textDocument": document, "position": {"line": 2, "character": 1}}
    span = {"start": {"line": 0, "character": 1}, "end": {"line": 2, "character": 3}}
    begin = message("initialize", id=1, params={"capabilities": {}, "rootUri": "file:///w"}) + message(
        "initialized", params={}) + message("textDocument/didOpen", params={"textDocument": {
            **document, "text": "int f(char *p)\n{\n  return strcpy(p, p)[0];\n}\n"}})
    rest = [
        message("textDocument/didChange", params={
            "textDocument": document, "contentChanges": [{"range": span, "text": "é🙂\r\n{"}]}),
        message("textDocument/hover", id="h", params=at),
        message("textDocument/codeAction", id=4, params={
            "textDocument": document, "range": span, "context": {"diagnostics": []}}),
        message("$/cancelRequest", params={"id": 4}) + message("shutdown", id=5) + message("exit"),
        message("workspace/didChangeConfiguration", params={"settings": {"vulnadapt": {"statements": 2}}}),
    ]
    return [begin] + [begin + text for text in rest]


def caches(folder, program):
    """What a scan leaves, without the head that holds its digest."""
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        tree = scratch / "tree"
        tree.mkdir()
        shutil.copy(ROOT / "Samples/netkit/url.c", tree)
        # A scan of fewer than 500 functions leaves nothing.
        (tree / "many.c").write_text("".join(f"int f{n}(void) {{ return {n}; }}\n" for n in range(500)))
        (tree / "triage.c").write_text(
            "// vulnadapt: ignore: checked\nint g(char *p) { return strcpy(p, p)[0]; }\n// vulnadapt: what\n")
        (tree / "link.c").symlink_to("url.c")
        time.sleep(4)  # Files changed just now are not remembered.
        subprocess.run(
            [program, "scan", tree, "--threshold", "0.3", "--cache", scratch / "cache", "--quiet", "--output",
             f"sarif={scratch / 'r.sarif'}"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for ending, name in [("vulncache", "cache"), ("vulnsnapshot", "snapshot")]:
            for file in (scratch / "cache").glob(f"*.{ending}"):
                (folder / name / "scan").write_bytes(file.read_bytes()[40:])
    (folder / "cache" / "empty").write_bytes(bytes(3))
    (folder / "snapshot" / "empty").write_bytes(bytes(28))


def histories(folder, program):
    """What a reading of a repository leaves, without the head that holds its digest."""
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        tree = scratch / "tree"
        tree.mkdir()
        text = (ROOT / "Samples/netkit/tls.c").read_text()
        git = ["git", "-C", tree, "-c", "user.email=a", "-c", "user.name=a"]
        subprocess.run([*git, "init", "-q"], check=True)
        for number in range(6):
            (tree / "tls.c").write_text(text.replace("return ", f"if (n > {number}) break;\n  return ", number))
            subprocess.run([*git, "add", "."], check=True)
            subprocess.run([*git, "commit", "-qm", f"Fix an overflow (CVE-2020-{number + 1000})"], check=True)
        for command in ["history", "scan"]:
            subprocess.run([program, command, tree], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                           env=dict(os.environ, XDG_CACHE_HOME=str(scratch / "cache")))
        for ending, name in [("vulnhistory", "history"), ("vulnmended", "mended"), ("vulnadaptation", "adaptation")]:
            for file in scratch.glob(f"cache/**/*.{ending}"):
                (folder / name / "read").write_bytes(file.read_bytes()[40:])
    (folder / "history" / "empty").write_bytes(bytes(8))
    # Of a past that speaks against adapting: no commit, and a trial's three figures.
    (folder / "adaptation" / "harmful").write_bytes(bytes(17) + b"\x01" + bytes(24))


def runs(folder, program):
    """What an experiment leaves of one run, of scores the first few."""
    with tempfile.TemporaryDirectory() as scratch:
        file = pathlib.Path(scratch) / "x.yml"
        shutil.copytree(ROOT / "Samples/netkit", f"{scratch}/netkit")
        shutil.copy(ROOT / "Samples/netkit-truth.csv", f"{scratch}/netkit/labels.csv")
        file.write_text(f"pairs:\n  - labeled: {ROOT}/Samples/pixkit\n    target: netkit\nmethods:\n"
                        "  - {id: dual-gd-ddan, settings: {maximumSteps: 4, embeddingSize: 2}}\npreset: small\nseeds: 1\n")
        subprocess.run([program, "experiment", file, "-o", f"{scratch}/out", "--quiet"], check=True, stdout=subprocess.DEVNULL)
        for record in pathlib.Path(scratch).glob("out/**/record.json"):
            scores = (record.parent / "scores.csv").read_bytes().split(b"\n")
            kept = scores[:1] + scores[1::9]
            (folder / record.parent.name).write_bytes(b"\0".join([
                record.read_bytes(), (record.parent / "training.jsonl").read_bytes(), b"\n".join(kept) + b"\n"]))


def checkpoints(folder, program):
    """What a training leaves that is interrupted."""
    with tempfile.TemporaryDirectory() as scratch:
        arguments = [program, "train", "--labeled", ROOT / "Samples/pixkit", "--unlabeled", ROOT / "Samples/netkit",
                     "--method", "dual-gd-ddan", "--embedding", "2", "--hidden", "2", "--joint", "2",
                     "--max-statements", "4", "--steps", "100000", "--minimum-steps", "90000", "--quiet", "-o", f"{scratch}/m.vulnmodel"]
        process = subprocess.Popen(arguments, stderr=subprocess.DEVNULL)
        time.sleep(5)
        process.send_signal(signal.SIGINT)
        process.wait()
        for file in pathlib.Path(scratch).glob("*.vulncheckpoint"):
            shutil.copy(file, folder / "interrupted")


def models(folder, program):
    """The starter model, and a small one with networks."""
    shutil.copy(ROOT / "Core/Resources/starter.vulnmodel", folder)
    subprocess.run(
        [program, "train", "--labeled", ROOT / "Samples/pixkit", "--unlabeled", ROOT / "Samples/netkit",
         "--method", "dual-gd-ddan", "--embedding", "2", "--hidden", "2", "--joint", "2", "--max-statements", "4",
         "--steps", "4", "--quiet", "--overwrite", "-o", folder / "networks.vulnmodel"], check=True,
        stderr=subprocess.DEVNULL)


def points(folder, program, model):
    """Where a model places the functions of two small projects."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ["a", "b"]:
            os.mkdir(f"{scratch}/{name}")
            pathlib.Path(f"{scratch}/{name}/a.c").write_text("int f(char *p) { return p[0]; }\nint g(char *p) { return p[1]; }\n")
            pathlib.Path(f"{scratch}/{name}/labels.csv").write_text("path,function,label\na.c,f,1\na.c,g,0\n")
        subprocess.run(
            [program, "embed", "--labeled", f"{scratch}/a", "--unlabeled", f"{scratch}/b", "--model", model,
             "-o", folder / "two.safetensors"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    folder, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    for name, words in WORDS.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.dict").write_text("".join(f'"{word}"\n' for word in words))
        texts = language_server() if name == "lsp" else TEXTS.get(name, [])
        for number, text in enumerate(texts):
            (folder / name / str(number)).write_bytes(text.encode())
    for sample in ["netkit/url.c", "netkit/tls.c", "pixkit/gif.c"]:
        for reader in ["c-text", "scoring"]:
            shutil.copy(ROOT / "Samples" / sample, folder / reader)
    models(folder / "model", program)
    points(folder / "points", program, folder / "model/networks.vulnmodel")
    caches(folder, program)
    histories(folder, program)
    runs(folder / "run", program)
    checkpoints(folder / "checkpoint", program)


main()
