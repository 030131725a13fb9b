#!/bin/sh
# Tests Scripts/slurm-experiment.sh with a Slurm of one node on this machine (Debian: slurm-wlm, munge; needs root):
#
#   Scripts/test-slurm.sh PROGRAM [FILE.yml [DATA]]
#
# Starts munged, slurmctld and slurmd with a configuration of their own, runs an experiment (a tiny one unless a file is
# named) as an array of two tasks and merges it, compares the runs with those made at once, and stops what it started.
set -eu

program=$(realpath "${1:?usage: Scripts/test-slurm.sh PROGRAM [FILE.yml [DATA]]}")
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d /tmp/vulnadapt-slurm.XXXXXX)
chmod 755 "$work"
file=$work/tiny.yml
data=$root
if [ $# -gt 1 ]; then
  file=$(realpath "$2")
  data=$(realpath "${3:-$(dirname "$2")}")
fi
export SLURM_CONF="$work/slurm.conf" VULNADAPT="$program"
started=""
finish() {
  for process in $started; do kill "$process" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

host=$(hostname -s)
mkdir -p "$work/munge" "$work/state" "$work/spool"
chmod 700 "$work/munge"
head -c 1024 /dev/urandom > "$work/munge/key"
chmod 400 "$work/munge/key"
munged --foreground --force --key-file="$work/munge/key" --socket="$work/munge.socket" \
  --pid-file="$work/munge/pid" --log-file="$work/munge/log" --seed-file="$work/munge/seed" &
started="$started $!"
cat > "$SLURM_CONF" <<CONF
ClusterName=vulnadapt
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CredType=cred/munge
SlurmctldPort=16817
SlurmdPort=16818
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerType=sched/backfill
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=test Nodes=$host Default=YES MaxTime=60 State=UP
CONF
for daemon in slurmctld slurmd; do
  $daemon -D > "$work/$daemon.out" 2>&1 &
  started="$started $!"
done
tries=0
until [ "$(sinfo --noheader --format=%t 2>/dev/null)" = idle ]; do
  tries=$((tries + 1))
  if [ $tries -gt 60 ]; then
    echo "test-slurm: the node did not become idle" >&2
    tail -n 20 "$work"/*.log "$work"/*.out >&2
    exit 2
  fi
  sleep 1
done

cat > "$work/tiny.yml" <<YML
pairs: [{labeled: Samples/pixkit, target: Samples/netkit, targetLabels: Samples/netkit-truth.csv}]
methods: [vuld, ddan]
seeds: 2
preset: small
settings: {maximumSteps: 10, minimumSteps: 5, evaluationInterval: 5, embeddingSize: 8, hiddenSize: 8, jointSize: 8}
YML
cd "$work"
array=$(sbatch --parsable --array=1-2 "$root/Scripts/slurm-experiment.sh" "$file" "$work/array" "$data")
merge=$(sbatch --parsable --dependency="afterok:$array" "$root/Scripts/slurm-experiment.sh" --merge "$work/array")
until [ -z "$(squeue --noheader --jobs="$array,$merge" 2>/dev/null)" ]; do sleep 1; done
"$program" experiment "$file" -o "$work/once" --data "$data" --quiet > /dev/null
# Duration, memory and date differ; ids and figures must not.
summary() { sed -E 's/"(seconds|peakMemory|finished)":[^,]*,//g' "$1/runs.jsonl" | sort; }
summary "$work/array" > "$work/a"
summary "$work/once" > "$work/b"
if ! [ -s "$work/a" ] || ! cmp -s "$work/a" "$work/b" || ! [ -s "$work/array/tables.md" ]; then
  echo "test-slurm: the array's runs differ from those made at once" >&2
  cat "$work"/slurm-*.out >&2
  exit 1
fi
echo "test-slurm: $(wc -l < "$work/a") runs by an array of 2 tasks, merged, are the same as made at once"
