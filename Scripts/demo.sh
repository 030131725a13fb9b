#!/usr/bin/env bash
# Learns from the labelled sample, adapts to the unlabelled one, ranks its functions, and only then
# compares the ranking with the planted mistakes that training never saw.
#   demo.sh PROGRAM OUTPUT-FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
program=$1
output=$2
mkdir -p "$output"

"$program" train --labeled Samples/pixkit --unlabeled Samples/netkit \
  -o "$output/netkit.vulnmodel" --overwrite
"$program" scan Samples/netkit --model "$output/netkit.vulnmodel" --top 10
"$program" evaluate Samples/netkit --model "$output/netkit.vulnmodel" --labels Samples/netkit-truth.csv --brief
