{{shebang}}
# Started for each process of Atoll in this job. Those on the node of the batch script inherit what the
# user's prologue did there; every other node runs the prologue itself.
if [ "${SLURMD_NODENAME:-$(hostname)}" = "${ATOLL_BATCH_NODE:-}" ]; then
    atoll_first=yes
else
    atoll_first=no
{{prologue}}
fi
# What the prologue has set for itself must not end what follows.
set +eu +o pipefail

export ATOLL_SCRATCH={{scratch}}
if [ -z "$ATOLL_SCRATCH" ]; then
    export ATOLL_SCRATCH="${TMPDIR:-/tmp}"
fi

# Open MPI under srun puts its files into one folder for all jobs of a user on a node, and each job
# that ends removes it: a rank that starts at that moment would crash.
if [ "${ATOLL_LAUNCHER:-}" = srun-pmix ]; then
    OMPI_MCA_orte_tmpdir_base=$(mktemp -d "${TMPDIR:-/tmp}/atoll-mpi-XXXXXX")
    export OMPI_MCA_orte_tmpdir_base
fi

# SLURM signals this shell too; it must live on to the user's epilogue, whatever ended the rank.
atoll_pid=
trap '[ -z "$atoll_pid" ] || kill -USR1 "$atoll_pid" 2>/dev/null' USR1
trap '[ -z "$atoll_pid" ] || kill -TERM "$atoll_pid" 2>/dev/null' TERM
{{command}} &
atoll_pid=$!
while wait "$atoll_pid"; atoll_status=$?; kill -0 "$atoll_pid" 2>/dev/null; do :; done

[ -z "${OMPI_MCA_orte_tmpdir_base:-}" ] || [ "${ATOLL_LAUNCHER:-}" != srun-pmix ] ||
    rm -rf "$OMPI_MCA_orte_tmpdir_base"
if [ "$atoll_first" = no ]; then
    :
{{epilogue}}
fi
exit "$atoll_status"
