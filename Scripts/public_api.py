"""What of Core is public, who writes its names, and what is public without anybody outside who needs it."""
import collections
import re

from swift_sources import DECLARATION, code, types_around

TYPES = ("struct", "enum", "class", "protocol", "actor", "typealias")
# Whoever links Core from outside; tests that see what is internal need nothing public.
SHELLS = ["CLI", "App", "EditorExtension", "Fuzzing", "Benchmarks"]
TESTS = ["CLITests", "AppTests", "EditorExtensionTests", "CoreTests"]
TOPICS = "Core/Core.docc/Core.md"
WORD = re.compile(r"[A-Za-z_]\w*")
TYPE_NAME = re.compile(r"\b[A-Z]\w*")
HEADER = re.compile(r"\b(?:struct|enum|class|extension|protocol|actor)\s+([\w.]+)")
MODIFIERS = (r"(?:(?:final|indirect|static|mutating|nonisolated(?:\(unsafe\))?|override|convenience|lazy|weak|required|"
             r"(?:private|internal|package)\(set\)|class(?= func| var)) +)*")
PUBLIC = re.compile(
    r"^ *(?:@\w+(?:\([^)]*\))? +)*" + MODIFIERS + r"(?P<word>public|open) +" + MODIFIERS
    + r"(?P<kind>struct|enum|class|protocol|actor|typealias|func|var|let|extension|init|subscript)\b\??\s*"
    r"(?P<name>`?[A-Za-z_]\w*`?)?", re.M)
# What protocols of the standard library, of Foundation, of Mustache and of GRDB ask for.
REQUIRED = set("""
    hash encode id rawValue description debugDescription errorDescription failureReason recoverySuggestion allCases
    makeIterator next startIndex endIndex index count Element Index Iterator RawValue stringValue intValue
    parseStrategy Strategy renderText isNull databaseTableName
    """.split())


class Declaration:
    def __init__(self, file, text, match, headers):
        self.file, self.place, self.kind = file, match.start("word"), match["kind"]
        self.name = (match["name"] or "").strip("`") if self.kind not in ("init", "subscript") else ""
        self.owners = [found[1].split(".")[-1] for found in map(HEADER.search, headers) if found]
        self.line = text.count("\n", 0, self.place) + 1
        signature, value = signature_at(text, self.place)
        self.types = set(TYPE_NAME.findall(signature))
        # What default arguments name.
        self.names = set(WORD.findall(" ".join(re.findall(r"= ([^,)\n]+)", signature))))
        if inferred := re.match(r"=\s*\[*\s*([A-Z]\w*)", value):
            self.types.add(inferred[1])
        if self.kind == "typealias":
            self.types |= set(TYPE_NAME.findall(value.split("\n")[0]))


def signature_at(text, place):
    """A declaration up to its body or value, and what begins there."""
    start, end, depth = text.rfind("\n", 0, place) + 1, place, 0
    while end < len(text):
        if text[end] in "([":
            depth += 1
        elif text[end] in ")]":
            depth -= 1
        elif depth == 0 and text[end] in "{=":
            break
        elif depth == 0 and text[end] == "\n":
            goes_on = re.match(r" *(throws|async|->|where|,|:|&)", text[end + 1:end + 80])
            if not goes_on and text[start:end].rstrip()[-1:] not in (",", ":", "&", ">"):
                break
        end += 1
    return text[start:end], text[end:end + 160]


def body(text, place):
    start, depth = text.find("{", place), 0
    for end in range(start, len(text)):
        depth += (text[end] == "{") - (text[end] == "}")
        if depth == 0:
            return text[start:end]
    return text[start:]


def names_outside(root):
    """The words that code outside of Core writes, and the names of the types that Core's documentation lists."""
    words = set()
    for folder in SHELLS + TESTS:
        for file in (root / folder).rglob("*.swift"):
            text = file.read_text() if ".build" not in file.parts else ""
            if folder in SHELLS or re.search(r"^import Core", text, re.M):
                words.update(WORD.findall(code(text)))
    topics = (root / TOPICS).read_text() if (root / TOPICS).exists() else ""
    listed = set(re.findall(r"``(\w+)``", topics))
    examples = "\n".join(re.findall(r"```swift(.*?)```", topics, re.S))
    return words | listed | set(WORD.findall(examples)), listed


def public_in_vain(root, texts):
    """The public declarations of Core that nobody outside writes, that no documented type has and that no other one needs.

    A type is needed where the signature of something that is needed names it. It goes by names, so a name that a shell uses
    for something else counts as used; initialisers, operators and subscripts are left alone.
    """
    words, listed = names_outside(root)
    declarations, mentioned = [], collections.defaultdict(set)
    required = set(REQUIRED)
    for file, text in texts.items():
        matches = list(PUBLIC.finditer(text))
        around = types_around(text, [match.start("word") for match in matches])
        declarations += [Declaration(file, text, match, around.get(match.start("word")) or []) for match in matches]
        cases = [match for match in DECLARATION.finditer(text) if match["kind"] == "case" and match["indent"]]
        around = types_around(text, [match.start("name") for match in cases])
        for match in cases:
            header = around.get(match.start("name"))
            if header and (owner := HEADER.search(header[-1])):
                line = text[match.start():text.find("\n", match.start())]
                mentioned[owner[1].split(".")[-1]] |= set(TYPE_NAME.findall(line))
        for match in DECLARATION.finditer(text):
            if match["kind"] == "protocol" and "public" in match.group():
                requirements = body(text, match.start())
                mentioned[match["name"]] |= set(TYPE_NAME.findall(requirements))
                required.update(re.findall(r"\b(?:var|let|func|typealias)\s+(\w+)", requirements))
    types = {one.name for one in declarations if one.kind in TYPES}
    words.update(*(one.names for one in declarations))

    def is_named(one):
        return (not one.name or one.name in words or one.name in required or one.kind == "extension"
                or bool(one.owners) and one.owners[-1] in listed)

    for one in declarations:
        if one.kind in TYPES:
            mentioned[one.name] |= one.types | set(one.owners)
        elif is_named(one):
            mentioned[one.owners[-1] if one.owners else ""] |= one.types
    needed = {name for name in types if name in words}
    waiting = [*needed, *(name for name in mentioned if name not in types)]
    while waiting:
        for name in mentioned[waiting.pop()] & types - needed:
            needed.add(name)
            waiting.append(name)
    return [
        one for one in declarations
        if (one.name not in needed if one.kind in TYPES else not is_named(one))
        or any(owner in types - needed for owner in one.owners)
    ]
