"""Swift sources read without a compiler: code without comments and literals, declarations, and the types that hold them."""
import re

DECLARATION = re.compile(
    r"^(?P<indent> *)(?:@\w+(?:\([^)]*\))? +)*(?:(?:public|package|internal|fileprivate|private|final|indirect|static|"
    r"mutating|nonisolated(?:\(unsafe\))?|override|convenience|lazy|weak|class(?= func| var)) +(?:\(set\) +)?)*"
    r"(?P<kind>struct|enum|class|protocol|actor|typealias|func|var|let|extension|case) +(?P<name>`?[A-Za-z_]\w*`?)",
    re.M)
HIDDEN = re.compile(r"^ *(?:@\w+ +)*(?:private|fileprivate)\b")


OPENING = re.compile(r'//[^\n]*|/\*|(#*)("""|")|[()]')


def literals(text):
    """What the literals of a text say, piece by piece between interpolations, each with its line."""
    pieces = []
    code(text, pieces)
    return [(text.count("\n", 0, start) + 1, text[start:end]) for start, end in pieces]


def code(text, pieces=None):
    """The text without comments and without what literals say but for their interpolations, every line in its place.

    Notes in `pieces` where the pieces of literals begin and end.
    """
    kept = []
    pieces = [] if pieces is None else pieces

    def blank(start, end):
        kept.append(re.sub(r"[^\n]", " ", text[start:end]))

    def literal(at, pounds, quote):
        """Blanks a literal from its content on, and returns the place behind it."""
        stop = re.compile(re.escape(quote + pounds) + "|" + re.escape("\\" + pounds) + r"(\(|.)", re.S)
        while found := stop.search(text, at):
            blank(at, found.end())
            pieces.append((at, found.start()))
            at = found.end()
            if found[1] is None:
                return at
            if found[1] == "(":
                at = plain(at, inside=True)
        blank(at, len(text))
        return len(text)

    def plain(at, inside=False):
        """Keeps code up to the end, or, inside an interpolation, to the parenthesis that ends it."""
        depth = 0
        while found := OPENING.search(text, at):
            kept.append(text[at:found.start()])
            at = found.end()
            if found[2]:
                blank(found.start(), at)
                at = literal(at, found[1], found[2])
            elif found[0] == "/*":
                depth_of_comment = 1
                while depth_of_comment and (edge := re.compile(r"/\*|\*/").search(text, at)):
                    depth_of_comment += 1 if edge[0] == "/*" else -1
                    at = edge.end()
                blank(found.start(), at)
            elif found[0].startswith("//"):
                blank(found.start(), at)
            else:
                kept.append(found[0])
                depth += 1 if found[0] == "(" else -1
                if inside and depth < 0:
                    return at
        kept.append(text[at:])
        return len(text)

    plain(0)
    return "".join(kept)


BODY = re.compile(r"[{}]")
TYPE = re.compile(r"\b(?:struct|enum|class|extension|protocol|actor)\s+[A-Z]")


def types_around(text, places):
    """Each of some places that lies directly in a type's braces → the headers of the types around it, outermost first."""
    found, stack, last = {}, [], 0
    waiting = iter(sorted(places))
    place = next(waiting, None)
    for brace in BODY.finditer(text):
        while place is not None and place < brace.start():
            if stack and stack[-1]:
                found[place] = [header for header in stack if header]
            place = next(waiting, None)
        if brace[0] == "{":
            header = re.split(r"[;}]", text[last:brace.start()])[-1]
            stack.append(header.strip() if TYPE.search(header) and "func " not in header else None)
        elif stack:
            stack.pop()
        last = brace.end()
    return found


def members(text):
    """The places of the names of types' members."""
    return types_around(text, [match.start("name") for match in DECLARATION.finditer(text)])
