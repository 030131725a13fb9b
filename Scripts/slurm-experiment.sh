#!/bin/sh
# Makes the runs of an experiment as a Slurm job array, one shard a task:
#
#   sbatch --array=1-16 Scripts/slurm-experiment.sh FILE.yml OUTPUT [DATA]
#
# and, when all tasks have ended, merges them into tables:
#
#   sbatch --dependency=afterany:JOBID Scripts/slurm-experiment.sh --merge OUTPUT
#
# OUTPUT must be a folder that all nodes see. A task that is killed or requeued goes on where it was: submit the same
# array again, finished runs are not repeated. VULNADAPT names the program, by default `vulnadapt` of the PATH.
#SBATCH --job-name=vulnadapt
#SBATCH --cpus-per-task=1
#SBATCH --requeue
#SBATCH --signal=TERM@60
set -eu

program=${VULNADAPT:-vulnadapt}

usage() {
  sed -n '2,12s/^# \{0,1\}//p' "$0" >&2
  exit 64
}

[ $# -ge 2 ] || usage
if [ "$1" = --merge ]; then
  exec "$program" experiment merge "$2"
fi

file=$1
output=$2
data=${3:-}
if [ -z "${SLURM_ARRAY_TASK_ID:-}" ] || [ -z "${SLURM_ARRAY_TASK_COUNT:-}" ]; then
  echo "slurm-experiment: submit this as an array, such as sbatch --array=1-16 $0 $file $output" >&2
  exit 64
fi
# Shards are numbered from one, whatever the array's first number is; its step must be one.
shard=$((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN + 1))
set -- "$file" -o "$output" --shard "$shard/$SLURM_ARRAY_TASK_COUNT" --jobs "${SLURM_CPUS_PER_TASK:-1}"
[ -z "$data" ] || set -- "$@" --data "$data"
# exec, so that Slurm's signal reaches the program, which gives up the runs in progress and keeps the others.
exec "$program" experiment "$@"
