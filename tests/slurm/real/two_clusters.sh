#!/usr/bin/env bash
# Two clusters live beside each other, and taking one down leaves the other alone.
set -euo pipefail
local_slurm=$(dirname "$0")/../../../scripts/local-slurm
first=$(mktemp -d /tmp/atoll-two.XXXXXX)
second=$(mktemp -d /tmp/atoll-two.XXXXXX)

end() {
    "$local_slurm" down --dir "$first" >/dev/null
    "$local_slurm" down --dir "$second" >/dev/null
    rm -rf "$first" "$second"
}
trap end EXIT

"$local_slurm" up --nodes 1 --dir "$first"
"$local_slurm" up --nodes 2 --dir "$second"
[[ "$("$local_slurm" up --nodes 2 --dir "$second")" == *"already up"* ]]
[[ "$(SLURM_CONF=$first/slurm.conf srun --nodes=1 printenv SLURMD_NODENAME)" == n1 ]]

SLURM_CONF=$first/slurm.conf sbatch --output=/dev/null --wrap 'setsid sleep 600 & wait' >/dev/null
"$local_slurm" down --dir "$first"
if "$local_slurm" status --dir "$first"; then
    echo "the first cluster is still up" >&2
    exit 1
fi
[[ "$(SLURM_CONF=$second/slurm.conf srun --nodes=2 printenv SLURMD_NODENAME | sort | paste -sd' ')" == "n1 n2" ]]
