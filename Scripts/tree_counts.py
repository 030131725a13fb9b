"""The command line of scripts that count something in source trees: a row of counts for each folder."""
import argparse
import collections
import os


def main(doc, kinds, compare):
    """Prints the counts of `compare(program, folder, shows)` for each folder named, and returns their sums."""
    arguments = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", nargs="+", metavar="FOLDER")
    arguments.add_argument("--program", default=".build/release/vulnadapt")
    arguments.add_argument("--show", action="store_true")
    arguments = arguments.parse_args()
    print("\t".join(["folder"] + kinds))
    sums = collections.Counter()
    for folder in arguments.folders:
        counts = compare(arguments.program, folder, arguments.show)
        sums.update(counts)
        print("\t".join([os.path.basename(folder.rstrip("/"))] + [str(counts[kind]) for kind in kinds]), flush=True)
    return sums
